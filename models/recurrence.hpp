// Dates that come back: every month, quarter, so many days.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "models/date.hpp"

namespace headroom {

/// The length of one period: whole months, or whole days where there are none.
struct Every {
  int months = 0;
  int days = 0;

  static const Every week, month, quarter, half_year, year;

  friend bool operator==(const Every&, const Every&) = default;
};

inline constexpr Every Every::week{0, 7};
inline constexpr Every Every::month{1, 0};
inline constexpr Every Every::quarter{3, 0};
inline constexpr Every Every::half_year{6, 0};
inline constexpr Every Every::year{12, 0};

/// Reads `week`, `month`, `quarter`, `half_year`, `year`, or a number of days, weeks, months, quarters or years: `2
/// weeks`. No period is longer than 100 years.
std::optional<Every> parse_every(std::string_view text);
/// The name that `parse_every` reads; the shortest where there are several (`quarter`, not `3 months`).
std::string name_of(Every every);
/// Periods as messages list them.
const std::vector<std::string>& every_names();
/// Months in one period; 0 for one of days or weeks.
int months_in(Every every);

/// Dates that come back: the first one, then the same day of month (clamped to short months, never drifting).
struct Recurrence {
  Date first;
  Every every = Every::month;
  bool on_last_day = false;   ///< pins every date to its month's last day
  std::optional<Date> until;  ///< inclusive
};

/// The k-th date (k = 0 is the first; -1 is one period before it), whether or not it lies after `until`.
Date nth_date(const Recurrence& recurrence, int k);

/// All dates from the first up to `last` and `until`, both included.
std::vector<Date> dates_up_to(const Recurrence& recurrence, Date last);

}  // namespace headroom
