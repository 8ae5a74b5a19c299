#include "engine/flows/shocks.hpp"

#include <algorithm>
#include <unordered_map>

#include "models/order_shipments.hpp"

namespace headroom {

namespace {

/// A value moved towards what a shock sets, in part where it is played at less than its strength.
double set_in_part(const Shock& shock, double value, double set) {
  return shock.set_share == 1.0 ? set : value + shock.set_share * (set - value);
}

double step(const Shock& shock, double value, double unit) {
  if (shock.times) value *= *shock.times;
  if (shock.add) value += *shock.add * unit;
  if (shock.set) value = set_in_part(shock, value, *shock.set * unit);
  return value;
}

bool is_of_delay(ShockOf of) { return of == ShockOf::on_time || of == ShockOf::never || of == ShockOf::late_days; }

}  // namespace

std::string name_of_largest_counterparty(const Ledger& ledger) {
  std::unordered_map<std::string_view, double> exposure;
  for (const Receivable& receivable : ledger.receivables)
    exposure[receivable.counterparty] +=
        static_cast<double>(in_ledger_currency(ledger, receivable.amount, receivable.currency));
  for (const Order& order : ledger.orders)
    exposure[order.counterparty] += static_cast<double>(in_ledger_currency(ledger, order.amount, order.currency));
  const Date year_end = add_months(ledger.company.as_of, 12);
  const OrderShipments shipments(ledger);
  for (const SalesStream& stream : ledger.sales) {
    const auto periods = static_cast<int>(dates_up_to(stream.when, year_end).size());
    for (int k = 0; k < periods; ++k)
      exposure[stream.counterparty] += static_cast<double>(expected_amount(shipments, stream, k));
  }
  const auto largest = std::max_element(exposure.begin(), exposure.end(), [](const auto& a, const auto& b) {
    return a.second != b.second ? a.second < b.second : a.first > b.first;  // of equals, the first by name
  });
  return largest == exposure.end() ? "" : std::string(largest->first);
}

Shocks::Shocks(const Scenario& scenario, const Ledger& ledger)
    : shocks_(scenario.shocks), as_of_(ledger.company.as_of) {
  for (int i = 0; i < ledger.company.decimals; ++i) money_unit_ *= 10.0;
  for (Shock& shock : shocks_) {
    if (shock.counterparty == largest_counterparty) shock.counterparty = name_of_largest_counterparty(ledger);
    if (shock.from_day) shock.from = as_of_ + *shock.from_day;
    if (shock.until_day) shock.until = as_of_ + *shock.until_day;
  }
}

bool Shocks::concerns(const Shock& shock, const ShockTarget& target) const {
  const auto passes = [](const std::string& filter, std::string_view value) {
    return filter == "*" || filter == value;
  };
  if (shock.payment_class && shock.payment_class != target.payment_class) return false;
  return passes(shock.counterparty, target.counterparty) && passes(shock.group, target.group) &&
         passes(shock.country, target.country);
}

bool Shocks::covers(const Shock& shock, Date date, const ShockTarget& target) const {
  if (shock.from && date < *shock.from) return false;
  if (shock.until && date > *shock.until) return false;
  return concerns(shock, target);
}

double Shocks::apply(ShockOf of, double value, Date date, const ShockTarget& target, double unit) const {
  for (const Shock& shock : shocks_)
    if (shock.of == of && covers(shock, date, target)) value = step(shock, value, unit);
  return value;
}

double Shocks::apply_to_probability(ShockOf of, double value, Date date, const ShockTarget& target) const {
  for (const Shock& shock : shocks_)
    if (shock.of == of && covers(shock, date, target)) value = std::clamp(step(shock, value, 1.0), 0.0, 1.0);
  return value;
}

AffineAmount Shocks::apply_to_cost(AffineAmount cost, Date date, const ShockTarget& target) const {
  for (const Shock& shock : shocks_) {
    if (shock.of != ShockOf::cost || !covers(shock, date, target)) continue;
    if (shock.times) cost = {cost.fixed * *shock.times, cost.per_size * *shock.times};
    if (shock.add) cost.fixed += *shock.add * money_unit_;
    if (shock.set)
      cost = {set_in_part(shock, cost.fixed, *shock.set * money_unit_), set_in_part(shock, cost.per_size, 0.0)};
  }
  return cost;
}

PaymentDelay Shocks::apply_to_delay(PaymentDelay law, Date date, const ShockTarget& target) const {
  for (const Shock& shock : shocks_) {
    if (!is_of_delay(shock.of) || !covers(shock, date, target)) continue;
    if (shock.of == ShockOf::on_time) law.set_masses(step(shock, law.on_time(), 1.0), law.never());
    if (shock.of == ShockOf::never) law.set_masses(law.on_time(), step(shock, law.never(), 1.0));
    if (shock.of != ShockOf::late_days) continue;
    if (shock.times || shock.add) law.stretch_lateness(shock.times.value_or(1.0), shock.add.value_or(0.0));
    if (shock.set) law.set_late_median(set_in_part(shock, law.late_median(), *shock.set));
  }
  return law;
}

std::string Shocks::failure_signature(const ShockTarget& target) const {
  std::string signature;
  for (std::size_t i = 0; i < shocks_.size(); ++i)
    if (shocks_[i].of == ShockOf::failure && concerns(shocks_[i], target)) signature += std::to_string(i) + ",";
  return signature;
}

std::string Shocks::delay_signature(Date date, const ShockTarget& target) const {
  std::string signature;
  for (std::size_t i = 0; i < shocks_.size(); ++i)
    if (is_of_delay(shocks_[i].of) && covers(shocks_[i], date, target)) signature += std::to_string(i) + ",";
  return signature;
}

}  // namespace headroom
