#include "models/ledger.hpp"

#include <algorithm>

#include "models/error.hpp"

namespace headroom {

Minor in_ledger_currency(const Ledger& ledger, Minor amount, std::string_view currency) {
  if (!is_foreign(ledger, currency)) return amount;
  const ExchangeRates::Row* row = ledger.exchange_rates.find(currency);
  if (row == nullptr) throw ContractError("an item is in a currency for which its ledger has no exchange rate");
  const auto converted = exchanged(amount, row->currency.decimals, row->rate, ledger.company.decimals);
  if (!converted) throw ContractError("an amount of money is beyond what can be counted in minor units");
  return *converted;
}

Date effective_ship_date(const Ledger& ledger, const Order& order) {
  return std::max(order.ships, ledger.company.as_of);
}

std::vector<Supplier> suppliers_by_name(const Ledger& ledger) {
  std::vector<Supplier> suppliers = ledger.suppliers;
  std::sort(suppliers.begin(), suppliers.end(), [](const Supplier& a, const Supplier& b) { return a.name < b.name; });
  for (Supplier& supplier : suppliers) {
    supplier.late_fee = in_ledger_currency(ledger, supplier.late_fee, supplier.currency);
    if (supplier.credit_limit)
      supplier.credit_limit = in_ledger_currency(ledger, *supplier.credit_limit, supplier.currency);
    supplier.currency.clear();
  }
  return suppliers;
}

int days_ahead_of_cost(const Ledger& ledger, const SalesStream& stream) {
  for (const Supplier& supplier : ledger.suppliers) {
    if (supplier.name != stream.supplier) continue;
    if (supplier.stops_after && supplier.when_stopped == WhenStopped::prepayment)
      return supplier.terms_days + supplier.prepayment_days;
    if (supplier.credit_limit) return supplier.terms_days;
  }
  return 0;
}

Minor wages_of_year(const Ledger& ledger) {
  const Date start = ledger.company.as_of, end = add_months(start, 12);
  const int policy_days = ledger.payment_policy.days[static_cast<std::size_t>(PaymentClass::wages)];
  const auto counts = [&](Date due) { return due + policy_days > start && due + policy_days <= end; };
  Minor wages = 0;
  for (const FixedCost& cost : ledger.fixed_costs) {
    if (cost.payment_class != PaymentClass::wages) continue;
    for (const Date date : dates_up_to(cost.when, end))
      if (counts(date)) wages += in_ledger_currency(ledger, amount_on(cost, date), cost.currency);
  }
  for (const Payable& payable : ledger.payables)
    if (payable.payment_class == PaymentClass::wages && counts(payable.due))
      wages += in_ledger_currency(ledger, payable.amount, payable.currency);
  return wages;
}

Minor payroll_month(const Ledger& ledger) { return round_half_away(static_cast<double>(wages_of_year(ledger)) / 12.0); }

}  // namespace headroom
