#include "engine/day_grid.hpp"

#include <algorithm>

namespace headroom {

namespace {
constexpr int longest_closure_days = 20;  // no listed run of holidays and weekends is longer
}

DayGrid::DayGrid(const Ledger& ledger, int horizon_days) : as_of_(ledger.company.as_of), horizon_days_(horizon_days) {
  const BusinessDays rule = ledger.company.business_days;
  const int last = horizon_days + (rule == BusinessDays::none ? 0 : longest_closure_days);
  settled_.resize(static_cast<std::size_t>(last) + 1);
  if (rule == BusinessDays::none) {
    for (int day = 0; day <= last; ++day) settled_[static_cast<std::size_t>(day)] = day;
    return;
  }
  const BusinessCalendar calendar = BusinessCalendar::of_country(ledger.company.country);
  for (int day = 0; day <= last; ++day) {
    const int moved = day_of(calendar.adjust(date_of(day), rule));
    settled_[static_cast<std::size_t>(day)] = std::min(std::max(moved, 0), horizon_days_ + 1);
  }
}

int DayGrid::settled(int day) const {
  if (day < 0) return 0;
  return day > last_day_that_counts() ? horizon_days_ + 1 : settled_[static_cast<std::size_t>(day)];
}

}  // namespace headroom
