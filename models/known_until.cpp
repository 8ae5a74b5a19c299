#include "models/known_until.hpp"

#include <algorithm>

#include "models/open_amounts.hpp"

namespace headroom {

std::optional<Date> known_until(const Ledger& ledger, Date last) {
  std::optional<Date> known;
  const auto include = [&known](Date date) { known = known ? std::max(*known, date) : date; };
  const OpenAmounts open(ledger);
  for (std::size_t i = 0; i < ledger.receivables.size(); ++i)
    if (open.of(i) > 0) include(ledger.receivables[i].due);
  for (const Order& order : ledger.orders) {
    include(effective_ship_date(ledger, order));
    for (const Milestone& milestone : order.milestones) include(milestone.due);
  }
  for (const SalesStream& stream : ledger.sales) {
    const auto dates = dates_up_to(stream.when, stream.when.until.value_or(last));
    if (!dates.empty()) include(dates.back());
  }
  return known;
}

int default_horizon_days(const Ledger& ledger) {
  constexpr int shortest_days = 13 * 7;
  const Date as_of = ledger.company.as_of, year_end = add_months(as_of, 12);
  const std::optional<Date> known = known_until(ledger, year_end);
  const Date end = known ? std::min(*known, year_end) : as_of;
  return std::max(end - as_of, shortest_days);
}

}  // namespace headroom
