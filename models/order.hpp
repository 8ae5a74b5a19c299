// A confirmed order that is not invoiced yet, and its milestones.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "models/date.hpp"
#include "models/money.hpp"

namespace headroom {

/// A part payment agreed for a date before or after an order ships: a deposit still to come, a stage, a sum retained.
struct Milestone {
  std::string name;
  Date due;
  Minor amount = 0;
  double if_cancelled = 0.0;  ///< share of it that the customer still owes if the order is cancelled
};

/// A confirmed order, not yet invoiced. Amounts are in minor units of its own currency.
struct Order {
  std::string number;
  std::string counterparty;
  Date ships;
  Minor amount = 0;
  int terms_days = 0;
  std::optional<Date> placed;
  std::string currency;                ///< as ordered; empty: the ledger's
  std::optional<double> cancellation;  ///< default: the counterparty's
  Minor deposit = 0;                   ///< already received
  double deposit_refund = 0.0;         ///< share of the deposit owed back on cancellation
  Minor cost = 0;
  std::optional<Date> cost_due;  ///< default: `ships`
  double cost_sunk = 1.0;        ///< share of the cost still paid on cancellation
  std::string supplier;  ///< on whose delivery it depends, and to whom `cost` is owed; empty: nobody in particular
  std::vector<Milestone> milestones;
};

/// What is invoiced when the order ships, in its own currency: its amount less deposit and milestones, not below 0.
Minor invoiced_on_shipping(const Order& order);

}  // namespace headroom
