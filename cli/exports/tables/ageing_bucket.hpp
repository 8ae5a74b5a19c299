// The days past due that a heading of an ageing names: "31-60 days", "< 90", "1-2年", "Over 1 year".
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace headroom {

/// Days past due that one column of an ageing covers.
struct AgeingBucket {
  int first_day = 0;            ///< past due; at most 0: not yet due
  std::optional<int> last_day;  ///< nothing: older, without an end
  bool is_not_due = false;
  bool is_upper_bound = false;  ///< the heading names the end alone: it begins where the one before ends

  /// Days past due of its middle: an open end counts as 30 days wide, what is not yet due as due within 30 days.
  int middle() const;
};

/// The bucket that a heading names, each number in its own unit (a month 30 days, a year 365). Nothing where it says
/// more than a range of time.
std::optional<AgeingBucket> ageing_bucket(std::string_view heading);

/// The buckets of a row of headings, by column: an upper bound begins where the one before ends, and so does "Older".
std::vector<std::optional<AgeingBucket>> ageing_buckets(const std::vector<std::string>& headings);

}  // namespace headroom
