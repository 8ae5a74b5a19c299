#include "models/order_shipments.hpp"

#include <algorithm>

namespace headroom {

OrderShipments::OrderShipments(const Ledger& ledger) : ledger_(ledger) {
  for (const SalesStream& stream : ledger.sales)
    if (stream.net_of_orders) shipped_[stream.counterparty];
  if (shipped_.empty()) return;
  for (const Order& order : ledger.orders)
    if (const auto found = shipped_.find(order.counterparty); found != shipped_.end())
      found->second.push_back(
          {effective_ship_date(ledger, order), in_ledger_currency(ledger, order.amount, order.currency)});
  for (auto& [name, orders] : shipped_) {
    std::sort(orders.begin(), orders.end(), [](const Shipped& a, const Shipped& b) { return a.date < b.date; });
    for (std::size_t i = 1; i < orders.size(); ++i) orders[i].up_to += orders[i - 1].up_to;
  }
}

Minor OrderShipments::between(std::string_view counterparty, Date after, Date last) const {
  const auto found = shipped_.find(counterparty);
  if (found == shipped_.end() || last < after) return 0;
  const auto up_to = [&orders = found->second](Date date) {
    const auto later =
        std::partition_point(orders.begin(), orders.end(), [date](const Shipped& order) { return order.date <= date; });
    return later == orders.begin() ? 0 : (later - 1)->up_to;
  };
  return up_to(last) - up_to(after);
}

Minor amount_in_season(const SalesStream& stream, int k) {
  return share_of(stream.amount, stream.season[static_cast<std::size_t>(nth_date(stream.when, k).month() - 1)]);
}

Minor expected_amount(const OrderShipments& shipments, const SalesStream& stream, int k) {
  const Date date = nth_date(stream.when, k), previous = nth_date(stream.when, k - 1);
  Minor expected = in_ledger_currency(shipments.ledger(), amount_in_season(stream, k), stream.currency);
  if (stream.net_of_orders) expected -= shipments.between(stream.counterparty, previous, date);
  return std::max<Minor>(0, expected);
}

}  // namespace headroom
