// Interest that follows a published index, and the index's values.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "models/date.hpp"
#include "models/recurrence.hpp"

namespace headroom {

/// One published value of an index, known from `date` on.
struct Fixing {
  Date date;
  double rate = 0.0;
};

/// The fixings of one index as the user brings them: a history, a path into the future, or both.
struct RateSeries {
  std::string index;
  std::vector<Fixing> fixings;  ///< rising dates

  /// The last fixing on or before `date`; none where the series begins later.
  std::optional<Fixing> known_on(Date date) const;
};

/// How a loan follows an index: rate = index x multiplier + spread, between floor and cap.
struct FloatingRate {
  std::string index;
  double multiplier = 1.0;
  double spread = 0.0;
  std::optional<double> floor, cap;
  Date next_reset;
  Every reset_every = Every::year;
  int fixing_days = 0;              ///< calendar days before a reset on which its index is looked up
  std::optional<double> next_rate;  ///< the loan's rate from the next reset on, where it is agreed already
};

/// From `date` on, what falls due accrues at this rate.
struct RateReset {
  Date date;
  double rate_annual = 0.0;
};

/// The loan's rate for a value of its index.
double loan_rate(const FloatingRate& floating, double index_rate);

/// The days on which the rate is set anew, before `maturity`.
std::vector<Date> reset_dates(const FloatingRate& floating, Date maturity);

/// The rate from each reset on: by the last fixing known on its fixing day, which beyond the series is its last one.
/// Requires: the series knows the index on every fixing day, or `next_rate` is given for the first. Source:
/// docs/model/floating_rate.md.
std::vector<RateReset> rate_resets(const FloatingRate& floating, const RateSeries& series, Date maturity);

}  // namespace headroom
