// Draws and payment delays of one path, the plain way.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "engine/draws/random_stream.hpp"
#include "models/ledger.hpp"
#include "models/payment_delay.hpp"
#include "tests/engine/amendment.hpp"
#include "tests/engine/reference_shocks.hpp"

namespace headroom::twin {

/// A payment-delay law given what is known: D >= `days_min`.
struct DelayLaw {
  PaymentDelay law;
  Date due;
  Date counted_from;  ///< the due date, but for an overdue invoice under the built-in law
  int days_min = 0;

  /// P(D <= days) under the condition.
  double paid_by(int days) const;
  /// The smallest D with P(D <= days) >= `level`; nothing: never.
  std::optional<int> quantile(double level) const;
};

/// The law of an open invoice or a milestone, given that it is open at as_of.
DelayLaw law_of_open_claim(const Ledger& ledger, const Shocks& shocks, const std::string& counterparty, Date due);
/// The law of the share that a customer pays on the due date.
DelayLaw law_of_prompt_share(const Ledger& ledger, const Shocks& shocks, const std::string& counterparty, Date due);
/// The law of an invoice that is not yet issued.
DelayLaw law_of_invoice_to_come(const Ledger& ledger, const Shocks& shocks, const std::string& counterparty, Date due);

/// What chance decides: on one random path, or (without a path) nothing, as the ledger is written.
class Future {
 public:
  Future(const Ledger& ledger, const Shocks& shocks, std::uint64_t seed, std::optional<std::uint64_t> path);

  bool is_as_written() const { return !path_; }

  /// Whether the customer cancels the order (its failure not counted).
  bool cancels(const Order& order) const;
  /// The first day on which the customer has failed, if that is not after `last_day`.
  std::optional<int> failure_day(const std::string& counterparty, int last_day) const;
  /// When the money comes, on its unmoved date; nothing: never.
  std::optional<Date> payment_date(const DelayLaw& law, const ItemIdentity& item,
                                   Purpose purpose = Purpose::delay) const;
  /// Whether what is in dispute of an invoice is lost.
  bool loses_dispute(const Receivable& receivable) const;
  Minor realised_sales(const SalesStream& stream, const std::string& period, double expected) const;
  bool approves(double probability) const;
  /// The factor of a process on a day; as written it stands at 1.
  double factor(const Amendment& amendment, int process, int day) const {
    return path_ ? factor_on(amendment.seed, process, day, *path_) : 1.0;
  }

 private:
  double normal(Purpose purpose, const ItemIdentity& item) const;
  /// The latent of an item that belongs to a counterparty.
  double latent(Purpose purpose, const ItemIdentity& item) const;

  const Ledger& ledger_;
  const Shocks& shocks_;
  std::uint64_t seed_;
  std::optional<std::uint64_t> path_;
};

}  // namespace headroom::twin
