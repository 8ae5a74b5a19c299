#include "engine/flows/day_grid.hpp"

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
  for (int day = -1; day >= -longest_closure_days; --day)
    settled_before_.push_back(day_of(calendar.adjust(date_of(day), rule)));
}

bool DayGrid::is_overdue(int day) const {
  if (day >= 0) return false;
  const auto before = static_cast<std::size_t>(-day - 1);
  return before >= settled_before_.size() || settled_before_[before] < 0;
}

int DayGrid::settled(int day) const {
  if (is_overdue(day)) return 0;
  if (day < 0) return std::min(settled_before_[static_cast<std::size_t>(-day - 1)], horizon_days_ + 1);
  return day > last_day_that_counts() ? horizon_days_ + 1 : settled_[static_cast<std::size_t>(day)];
}

}  // namespace headroom
