#include "engine/lending/concentration.hpp"

#include <algorithm>
#include <map>
#include <string>

#include "models/open_amounts.hpp"
#include "models/order_shipments.hpp"

namespace headroom {

namespace {

using AmountByName = std::map<std::string, Minor>;

void add_sales(const Ledger& ledger, Date last, AmountByName& amounts) {
  const OrderShipments shipments(ledger);
  for (const SalesStream& stream : ledger.sales)
    for (int k = 0;; ++k) {
      const Date date = nth_date(stream.when, k);
      if (date > last || (stream.when.until && date > *stream.when.until)) break;
      if (date >= ledger.company.as_of) amounts[stream.counterparty] += expected_amount(shipments, stream, k);
    }
}

}  // namespace

std::optional<ConcentrationResult> concentration_of(const Ledger& ledger, int horizon_days) {
  const Date last = ledger.company.as_of + horizon_days;
  AmountByName amounts;
  const OpenAmounts open(ledger);
  for (std::size_t i = 0; i < ledger.receivables.size(); ++i) {
    const Receivable& receivable = ledger.receivables[i];
    if (open.of(i) > 0) amounts[receivable.counterparty] += in_ledger_currency(ledger, open.of(i), receivable.currency);
  }
  for (const Order& order : ledger.orders)
    if (effective_ship_date(ledger, order) <= last)
      amounts[order.counterparty] += in_ledger_currency(ledger, order.amount, order.currency);
  add_sales(ledger, last, amounts);

  ConcentrationResult result;
  for (const auto& [name, amount] : amounts) {
    result.total += amount;
    if (amount > 0) result.top.push_back({name, 0.0, amount});
  }
  if (result.total <= 0) return std::nullopt;
  std::stable_sort(result.top.begin(), result.top.end(),
                   [](const auto& a, const auto& b) { return a.amount > b.amount; });
  for (CounterpartyShare& one : result.top) {
    one.share = static_cast<double>(one.amount) / static_cast<double>(result.total);
    result.herfindahl += one.share * one.share;
  }
  return result;
}

}  // namespace headroom
