// Small ledgers whose default probability has a closed form.
#pragma once

#include <catch2/catch.hpp>
#include <cmath>
#include <string>

#include "engine/simulation/simulation.hpp"

/// Small ledgers whose default probability has a closed form. Day 0 is Thursday, 1 January 2026.
///
/// Every estimate is held against its exact value within four standard errors, the standard error being the exact one
/// too: were the seed drawn anew, a right engine would fail one such comparison in 15,800. Seeds are fixed, so a
/// failure repeats.
namespace headroom::oracle {

inline const Date day_0 = Date::of(2026, 1, 1);
inline constexpr double errors_allowed = 4.0;

inline Ledger firm(Minor cash = 0) {
  Ledger ledger;
  ledger.company.name = "Closed form";
  ledger.company.as_of = day_0;
  ledger.company.currency = "CNY";
  ledger.company.country = "CN";
  ledger.cash = cash;
  return ledger;
}

inline void add_bill(Ledger& ledger, int day, Minor amount) {
  Payable bill;
  bill.bill = std::to_string(ledger.payables.size());
  bill.counterparty = "Creditor";
  bill.due = day_0 + day;
  bill.amount = amount;
  ledger.payables.push_back(bill);
}

inline void add_order(Ledger& ledger, int day, Minor amount, double cancellation, const std::string& customer) {
  Order order;
  order.number = std::to_string(ledger.orders.size());
  order.counterparty = customer;
  order.ships = day_0 + day;
  order.amount = amount;
  order.cancellation = cancellation;
  ledger.orders.push_back(order);
}

/// An order of a customer of its own.
inline void add_order(Ledger& ledger, int day, Minor amount, double cancellation) {
  add_order(ledger, day, amount, cancellation, "Customer " + std::to_string(ledger.orders.size()));
}

inline void add_invoice(Ledger& ledger, int day, Minor amount, const std::string& customer = "Customer") {
  Receivable invoice;
  invoice.invoice = std::to_string(ledger.receivables.size());
  invoice.counterparty = customer;
  invoice.due = day_0 + day;
  invoice.amount = amount;
  ledger.receivables.push_back(invoice);
}

inline Counterparty& add_customer(Ledger& ledger, const std::string& name = "Customer") {
  Counterparty customer;
  customer.name = name;
  ledger.counterparties.push_back(customer);
  return ledger.counterparties.back();
}

inline SimulationSettings settings_of(std::uint64_t paths, int horizon_days, std::uint64_t seed = 1) {
  SimulationSettings settings;
  settings.paths = paths;
  settings.horizon_days = horizon_days;
  settings.seed = seed;
  return settings;
}

/// The base case of the ledger as written.
inline OptionResult play(const Ledger& ledger, const SimulationSettings& settings) {
  return simulate(ledger, Scenario{}, {}, settings).options.at(0);
}

inline void require_near(double found, double exact, double standard_error) {
  INFO("found " << found << ", exactly " << exact << ", " << (found - exact) / standard_error
                << " standard errors off");
  REQUIRE(std::abs(found - exact) <= errors_allowed * standard_error);
}

/// A share of paths against its probability.
inline void require_share(double found, double probability, std::uint64_t paths) {
  require_near(found, probability, std::sqrt(probability * (1.0 - probability) / static_cast<double>(paths)));
}

inline void require_default(const OptionResult& result, double probability) {
  REQUIRE(result.default_probability);
  require_share(result.default_probability->value, probability, result.paths);
  REQUIRE(result.default_probability->standard_error ==
          Approx(std::sqrt(probability * (1.0 - probability) / static_cast<double>(result.paths))).epsilon(0.1));
}

}  // namespace headroom::oracle
