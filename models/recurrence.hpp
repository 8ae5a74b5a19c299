#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "models/date.hpp"

namespace headroom {

enum class Every { week, month, quarter, year };

std::optional<Every> parse_every(std::string_view text);
std::string_view name_of(Every every);
/// Months in one period; 0 for a week.
int months_in(Every every);

/// Dates that come back: the first one, then the same day of month (clamped to short months, never drifting).
struct Recurrence {
  Date first;
  Every every = Every::month;
  bool on_last_day = false;  ///< pins every date to its month's last day
  std::optional<Date> until;  ///< inclusive
};

/// The k-th date (k = 0 is the first; -1 is one period before it), whether or not it lies after `until`.
Date nth_date(const Recurrence& recurrence, int k);

/// All dates from the first up to `last` and `until`, both included.
std::vector<Date> dates_up_to(const Recurrence& recurrence, Date last);

}  // namespace headroom
