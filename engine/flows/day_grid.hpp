// From dates to days after as_of, and to the business days on which money moves.
#pragma once

#include <cstdint>
#include <vector>

#include "models/ledger.hpp"

namespace headroom {

/// The days 0..H on which a ledger is played, and where its business-day rule puts a cash flow.
class DayGrid {
 public:
  /// Requires: horizon_days >= 0.
  DayGrid(const Ledger& ledger, int horizon_days);

  int horizon_days() const { return horizon_days_; }
  Date date_of(int day) const { return as_of_ + day; }
  int day_of(Date date) const { return date - as_of_; }

  /// The day on which a cash flow of this (unmoved) day happens, never before day 0; beyond the horizon if it is later.
  int settled(int day) const;

  /// Whether what fell due on this day, moved by the business-day rule, did so before as_of.
  bool is_overdue(int day) const;

  /// Days beyond the horizon that the business-day rule can still bring back into it.
  int last_day_that_counts() const { return static_cast<int>(settled_.size()) - 1; }
  /// `settled` for every day 0..last_day_that_counts(), days beyond the horizon as H + 1.
  const std::vector<std::int32_t>& settled_days() const { return settled_; }

 private:
  Date as_of_;
  int horizon_days_;
  std::vector<std::int32_t> settled_;
  std::vector<std::int32_t> settled_before_;  ///< of the days -1, -2, ...; negative where that is before as_of
};

}  // namespace headroom
