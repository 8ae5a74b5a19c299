// Applies a scenario's shocks to the quantities of a ledger.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "models/ledger.hpp"
#include "models/scenario.hpp"

namespace headroom {

/// What a shock's filters look at.
struct ShockTarget {
  std::string_view counterparty, group, country;
  std::optional<PaymentClass> payment_class;
};

/// An amount that follows realised sales in part: fixed + per_size x realised.
struct AffineAmount {
  double fixed = 0.0;
  double per_size = 0.0;
};

/// A scenario's shocks, ready to be applied to one ledger. Source: docs/model/scenario.md.
class Shocks {
 public:
  Shocks(const Scenario& scenario, const Ledger& ledger);

  /// `value` after every shock of this kind that covers the date and the target; `unit` scales what is added or set.
  double apply(ShockOf of, double value, Date date, const ShockTarget& target, double unit = 1.0) const;
  /// The same, clipped to [0, 1].
  double apply_to_probability(ShockOf of, double value, Date date, const ShockTarget& target) const;
  AffineAmount apply_to_cost(AffineAmount cost, Date date, const ShockTarget& target) const;
  PaymentDelay apply_to_delay(PaymentDelay law, Date date, const ShockTarget& target) const;
  /// Which delay shocks cover the date and the target, as a text that is equal where they are the same ones.
  std::string delay_signature(Date date, const ShockTarget& target) const;
  /// Which failure shocks ever concern the target, likewise.
  std::string failure_signature(const ShockTarget& target) const;

  /// Minor units in one major unit of the ledger's currency.
  double money_unit() const { return money_unit_; }

 private:
  bool concerns(const Shock& shock, const ShockTarget& target) const;
  bool covers(const Shock& shock, Date date, const ShockTarget& target) const;

  std::vector<Shock> shocks_;
  Date as_of_;
  double money_unit_ = 1.0;
};

/// The customer with the largest receivables, orders and sales expected within 12 months; empty where there is none.
std::string name_of_largest_counterparty(const Ledger& ledger);

}  // namespace headroom
