#include "engine/questions/lender_horizon.hpp"

#include <algorithm>

#include "engine/flows/day_grid.hpp"
#include "models/known_until.hpp"

namespace headroom {

namespace {
constexpr int longest_days = 14610;  // forty years
}

int waiting_days(Event event) {
  switch (event) {
    case Event::loan_90dpd:
    case Event::any_90dpd: return 90;
    case Event::loan_30dpd:
    case Event::wages_30dpd: return 30;
    default: return 0;
  }
}

std::optional<Date> last_payment(const Relief& relief, Date as_of) {
  std::optional<Date> last;
  for (const ReliefLoan& loan : relief.loans) {
    const Date date = add_months(as_of + loan.disbursed_after_days, loan.months);
    last = last ? std::max(*last, date) : date;
  }
  return last;
}

int lender_horizon_days(const Ledger& ledger, const Relief& relief, Event event) {
  const Date as_of = ledger.company.as_of;
  const std::optional<Date> last = last_payment(relief, as_of);
  const KnownUntil known = known_until(ledger);
  if (!last || !(known.is_endless || (known.date && *known.date >= *last))) return default_horizon_days(ledger);
  const int last_day = *last - as_of;
  if (last_day + waiting_days(event) > longest_days) return default_horizon_days(ledger);
  // Paid on a business day, which may come a few days later.
  constexpr int holidays_most = 31;
  const int settled = DayGrid(ledger, last_day + holidays_most).settled(last_day);
  return std::min(settled + waiting_days(event), longest_days);
}

}  // namespace headroom
