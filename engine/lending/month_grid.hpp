// Calendar months of the days that are played, in which coverage is looked at.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "models/date.hpp"

namespace headroom {

/// One calendar month, or the part of it that lies in days 1..H.
struct MonthOfDays {
  std::string name;  ///< `2027-01`
  int first_day = 0, last_day = 0;
  bool ends_with_month = false;  ///< its last day is a month's end
  bool is_tested = false;        ///< it is, and at least three months lie behind it
};

/// Days 1..H by calendar month, after day 0, which stands alone: what was overdue is paid on it.
struct MonthGrid {
  MonthGrid(Date as_of, int horizon_days);

  std::vector<MonthOfDays> months;
  std::vector<std::int32_t> period_of_day;  ///< 0 for day 0, then 1 + the month. Shape: [H + 1]

  /// The month of a day; day 0 counts with the first.
  std::size_t month_of(int day) const;
};

}  // namespace headroom
