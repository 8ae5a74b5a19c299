#include "tests/engine/reference_shocks.hpp"

#include <algorithm>
#include <map>

#include "models/error.hpp"
#include "tests/engine/reference_money.hpp"

namespace headroom::twin {

namespace {

/// What becomes of a value that a shock sets, where it is played in part.
double towards(double value, const Shock& shock, double set) {
  if (shock.set_share == 1.0) return set;
  return value + shock.set_share * (set - value);
}

/// `times`, then `add`, then `set`, the last two in units of `unit`.
double changed(double value, const Shock& shock, double unit) {
  if (shock.times) value *= *shock.times;
  if (shock.add) value += *shock.add * unit;
  if (shock.set) value = towards(value, shock, *shock.set * unit);
  return value;
}

Minor orders_shipping(const Ledger& ledger, const std::string& counterparty, Date after, Date up_to) {
  Minor sum = 0;
  for (const Order& order : ledger.orders) {
    const Date ships = effective_ship_date(ledger, order);
    if (order.counterparty == counterparty && ships > after && ships <= up_to)
      sum += in_firm_currency(ledger, order.amount, order.currency);
  }
  return sum;
}

/// The customer with the largest receivables, orders, and sales expected within 12 months; of equals the first by name.
std::string largest_customer(const Ledger& ledger) {
  std::map<std::string, Minor> volumes;
  for (const Receivable& receivable : ledger.receivables)
    volumes[receivable.counterparty] += in_firm_currency(ledger, receivable.amount, receivable.currency);
  for (const Order& order : ledger.orders)
    volumes[order.counterparty] += in_firm_currency(ledger, order.amount, order.currency);
  for (const SalesStream& stream : ledger.sales) {
    const auto dates = dates_up_to(stream.when, add_months(ledger.company.as_of, 12));
    for (int k = 0; k < static_cast<int>(dates.size()); ++k)
      volumes[stream.counterparty] += expected_sales(ledger, stream, k);
  }
  std::string largest;
  for (const auto& [name, volume] : volumes)
    if (largest.empty() || volume > volumes[largest]) largest = name;
  return largest;
}

}  // namespace

Minor expected_sales(const Ledger& ledger, const SalesStream& stream, int k) {
  const Date invoiced = nth_date(stream.when, k);
  const Minor written = share_of(stream.amount, stream.season.at(static_cast<std::size_t>(invoiced.month() - 1)));
  const Minor in_season = in_firm_currency(ledger, written, stream.currency);
  if (!stream.net_of_orders) return std::max<Minor>(0, in_season);
  return std::max<Minor>(
      0, in_season - orders_shipping(ledger, stream.counterparty, nth_date(stream.when, k - 1), invoiced));
}

Counterparty counterparty_named(const Ledger& ledger, const std::string& name) {
  for (const Counterparty& counterparty : ledger.counterparties)
    if (counterparty.name == name) return counterparty;
  Counterparty unknown;
  unknown.name = name;
  return unknown;
}

PaymentDelay delay_of(const Ledger& ledger, const Counterparty& counterparty) {
  if (counterparty.delay_law) {
    for (const DelayTable& table : ledger.delay_laws)
      if (table.name == *counterparty.delay_law) return PaymentDelay::from_table(table);
    throw ContractError("no delay law has the name that a counterparty gives");
  }
  const double never = counterparty.never.value_or(0.0);
  const double on_time = counterparty.on_time.value_or(counterparty.late ? 0.0 : 1.0 - never);
  return PaymentDelay::mixture(on_time, never, counterparty.late);
}

Shocks::Shocks(const Ledger& ledger, const Scenario& scenario)
    : ledger_(ledger), scenario_(scenario), largest_(largest_customer(ledger)) {
  for (int i = 0; i < ledger.company.decimals; ++i) minor_in_major_ *= 10.0;
}

Dependence Shocks::dependence() const { return scenario_.dependence.value_or(ledger_.dependence); }

bool Shocks::counterparty_fits(const Shock& shock, const std::optional<std::string>& counterparty) const {
  const std::string& wanted = shock.counterparty == largest_counterparty ? largest_ : shock.counterparty;
  if (!counterparty) return wanted == "*" && shock.group == "*" && shock.country == "*";
  const Counterparty row = counterparty_named(ledger_, *counterparty);
  return (wanted == "*" || wanted == row.name) && (shock.group == "*" || shock.group == row.group) &&
         (shock.country == "*" || shock.country == row.country);
}

bool Shocks::applies(const Shock& shock, const Subject& subject) const {
  if (!lies_in(shock, subject.date, ledger_.company.as_of)) return false;
  if (shock.payment_class && shock.payment_class != subject.payment_class) return false;
  return counterparty_fits(shock, subject.counterparty);
}

double Shocks::probability(ShockOf of, double as_written, const Subject& subject) const {
  double value = as_written;
  for (const Shock& shock : scenario_.shocks)
    if (shock.of == of && applies(shock, subject)) value = std::clamp(changed(value, shock, 1.0), 0.0, 1.0);
  return value;
}

double Shocks::money(ShockOf of, double as_written, const Subject& subject) const {
  double value = as_written;
  for (const Shock& shock : scenario_.shocks)
    if (shock.of == of && applies(shock, subject)) value = changed(value, shock, minor_in_major_);
  return std::max(0.0, value);
}

double Shocks::rate(double as_written, Date payment_date) const {
  double value = as_written;
  for (const Shock& shock : scenario_.shocks)
    if (shock.of == ShockOf::rate && applies(shock, {payment_date, std::nullopt, PaymentClass::loan}))
      value = changed(value, shock, 1.0);
  return std::max(0.0, value);
}

SalesCost Shocks::sales_cost(SalesCost as_written, const Subject& subject) const {
  SalesCost cost = as_written;
  for (const Shock& shock : scenario_.shocks) {
    if (shock.of != ShockOf::cost || !applies(shock, subject)) continue;
    if (shock.times) cost = {cost.fixed * *shock.times, cost.flexible * *shock.times};
    if (shock.add) cost.fixed += *shock.add * minor_in_major_;
    if (shock.set)
      cost = {towards(cost.fixed, shock, *shock.set * minor_in_major_), towards(cost.flexible, shock, 0.0)};
  }
  return cost;
}

PaymentDelay Shocks::delay(PaymentDelay as_written, const Subject& subject) const {
  PaymentDelay law = std::move(as_written);
  for (const Shock& shock : scenario_.shocks) {
    if (!applies(shock, subject)) continue;
    if (shock.of == ShockOf::on_time) law.set_masses(changed(law.on_time(), shock, 1.0), law.never());
    if (shock.of == ShockOf::never) law.set_masses(law.on_time(), changed(law.never(), shock, 1.0));
    if (shock.of == ShockOf::late_days) {
      law.stretch_lateness(shock.times.value_or(1.0), shock.add.value_or(0.0));
      if (shock.set) law.set_late_median(towards(law.late_median(), shock, *shock.set));
    }
  }
  return law;
}

}  // namespace headroom::twin
