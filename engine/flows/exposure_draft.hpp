// What receivables, orders and sales have in common where they become exposures of one counterparty.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/flows/exposure.hpp"
#include "models/order_shipments.hpp"
#include "models/supplier.hpp"

namespace headroom {

/// What exposures are made of. Requires: all of it outlives who makes them.
struct ExposureSources {
  const Ledger& ledger;
  const Shocks& shocks;
  const DayGrid& grid;
  CounterpartyLaws& laws;
  const OrderShipments& shipments;
  const std::vector<Supplier>& suppliers;  ///< with terms, by name
};

/// The exposure of one counterparty that is being made; the same memory serves one after the other.
class ExposureDraft {
 public:
  ExposureDraft(const ExposureSources& from, int counterparty, const TakeExposure& take)
      : sources(from), who(counterparty), take_(take) {}

  /// Begins a new one.
  void start(std::string_view kind, std::string_view number, std::string_view item, std::string_view part = {});
  /// What is open at as_of and due on this date follows its customer's law given that it is unpaid.
  void follow_open_claim(Date due);
  /// A due of it; whether it goes ahead decides how much.
  ExposureDue& add_due(PaymentClass payment_class, Date date, Minor if_goes_ahead, Minor if_cancelled);

  /// The share of it that is paid on the due date; what is overdue is not divided again.
  double prompt_share() const;
  /// Gives it away: whole, or as the sum that is paid on the due date and the rest, which follows the law.
  void take_in_pieces();
  void take_in_pieces(const ItemAmount& prompt);
  void take_whole() { take_(exposure); }

  ItemAmount converted(Minor amount, std::string_view currency) const {
    return item_amount(sources.ledger, amount, currency);
  }
  std::optional<int> supplier_named(const std::string& name) const;

  const ExposureSources& sources;
  const int who;
  Exposure exposure;

 private:
  void assume_overdue(int law);

  const TakeExposure& take_;
};

}  // namespace headroom
