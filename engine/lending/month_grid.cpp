#include "engine/lending/month_grid.hpp"

#include <algorithm>

namespace headroom {

MonthGrid::MonthGrid(Date as_of, int horizon_days) : period_of_day{0} {
  constexpr int months_behind = 3;
  const Date tested_from = add_months(as_of, months_behind);
  for (int day = 1; day <= horizon_days; ++day) {
    const Date date = as_of + day;
    const std::string name = iso_text(date).substr(0, 7);
    if (months.empty() || months.back().name != name) months.push_back({.name = name, .first_day = day});
    MonthOfDays& month = months.back();
    month.last_day = day;
    month.ends_with_month = is_last_day_of_month(date);
    month.is_tested = month.ends_with_month && date >= tested_from;
    period_of_day.push_back(static_cast<std::int32_t>(months.size()));
  }
}

std::size_t MonthGrid::month_of(int day) const {
  return static_cast<std::size_t>(std::max(period_of_day[static_cast<std::size_t>(day)], 1)) - 1;
}

}  // namespace headroom
