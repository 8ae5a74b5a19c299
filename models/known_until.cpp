#include "models/known_until.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "models/open_amounts.hpp"

namespace headroom {

namespace {

/// The first day by which nine tenths of what customers owe are due; nothing where they owe nothing.
std::optional<Date> most_receivables_due(const Ledger& ledger) {
  __extension__ using Wide = __int128;
  std::vector<std::pair<Date, Minor>> dues;
  Wide total = 0;
  const OpenAmounts open(ledger);
  for (std::size_t i = 0; i < ledger.receivables.size(); ++i) {
    if (open.of(i) <= 0) continue;
    const Receivable& receivable = ledger.receivables[i];
    dues.emplace_back(receivable.due, in_ledger_currency(ledger, open.of(i), receivable.currency));
    total += dues.back().second;
  }
  std::sort(dues.begin(), dues.end());
  Wide due = 0;
  for (const auto& [date, amount] : dues) {
    due += amount;
    if (10 * due >= 9 * total) return date;
  }
  return std::nullopt;
}

}  // namespace

KnownUntil known_until(const Ledger& ledger) {
  std::optional<Date> known;
  const auto include = [&known](Date date) { known = known ? std::max(*known, date) : date; };
  for (const Order& order : ledger.orders) include(effective_ship_date(ledger, order));
  for (const SalesStream& stream : ledger.sales) {
    if (!stream.when.until) return {true, std::nullopt};
    const auto dates = dates_up_to(stream.when, *stream.when.until);
    if (!dates.empty()) include(dates.back());
  }
  if (!known) known = most_receivables_due(ledger);
  if (known) known = std::max(*known, ledger.company.as_of);
  return {false, known};
}

int default_horizon_days(const Ledger& ledger) {
  constexpr int shortest_days = 13 * 7;
  const Date as_of = ledger.company.as_of, year_end = add_months(as_of, 12);
  const KnownUntil known = known_until(ledger);
  const Date end = known.is_endless ? year_end : std::min(known.date.value_or(as_of), year_end);
  return std::max(end - as_of, shortest_days);
}

}  // namespace headroom
