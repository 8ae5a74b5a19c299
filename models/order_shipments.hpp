// What a customer's orders take off the expected sales of the same customer.
#pragma once

#include <string_view>
#include <unordered_map>
#include <vector>

#include "models/ledger.hpp"

namespace headroom {

/// What the open orders of each counterparty that a sales stream is net of ship between two dates.
///
/// Built once for a ledger, in the time of its orders; each question takes the logarithm of one counterparty's orders.
/// Requires: the ledger outlives it, unchanged.
class OrderShipments {
 public:
  explicit OrderShipments(const Ledger& ledger);

  const Ledger& ledger() const { return ledger_; }

  /// The amounts of its orders, in the ledger's currency, that ship after `after`, up to `last` included.
  Minor between(std::string_view counterparty, Date after, Date last) const;

 private:
  struct Shipped {
    Date date;
    Minor up_to = 0;  // of this order and all before it
  };

  const Ledger& ledger_;
  std::unordered_map<std::string_view, std::vector<Shipped>> shipped_;
};

/// What a stream has written for its k-th period: amount x season, rounded to minor units of its own currency.
Minor amount_in_season(const SalesStream& stream, int k);

/// What a stream is expected to invoice in its k-th period, before any shock, in the ledger's currency: its amount in
/// season, converted, less the orders of its counterparty that ship after the previous invoice date up to this one
/// (where it is net of orders), not below 0.
Minor expected_amount(const OrderShipments& shipments, const SalesStream& stream, int k);

}  // namespace headroom
