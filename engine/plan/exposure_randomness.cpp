#include "engine/plan/exposure_randomness.hpp"

#include <algorithm>
#include <limits>

namespace headroom {

bool ExposureRandomness::can_fail_by(int day) const {
  const CounterpartyColumns& columns = plan_.counterparties;
  const std::int32_t begin = columns.failure_begin.back();
  if (begin < 0 || day < 1) return false;
  const std::int32_t last = begin + std::min(day, columns.failure_days) - 1;
  return columns.failure_thresholds[static_cast<std::size_t>(last)] > -std::numeric_limits<double>::infinity();
}

bool ExposureRandomness::is_receipt_random(const Exposure& exposure, int law, bool is_undecided,
                                           bool is_sized_at_random) const {
  const int beyond = plan_.horizon_days + 1;
  if (!exposure.has_size() || exposure.cancellation.probability >= 1.0) return false;
  std::optional<int> first;
  bool are_days_random = false;
  tables_.for_each_outcome(law, [&](std::optional<int> days) {
    const int unmoved = days ? std::max(exposure.payment.due_day + *days, exposure.payment.first_day) : beyond;
    const int day = days ? std::min(grid_.settled(unmoved), beyond) : beyond;
    if (!first) first = day;
    are_days_random = day != *first;
    return !are_days_random && *first < beyond;  // later outcomes come no earlier
  });
  if (!first || *first == beyond) return false;
  return are_days_random || is_undecided || is_sized_at_random || can_fail_by(*first);
}

bool ExposureRandomness::is_due_random(const Exposure& exposure, const ExposureDue& due, bool is_undecided,
                                       bool is_sized_at_random) const {
  const bool may_fall_due = due.as_written.day <= plan_.horizon_days || suppliers_.may_bring_forward(exposure, due);
  if (!may_fall_due) return false;
  return (is_undecided && due.if_goes_ahead != due.if_cancelled) || can_fail_by(due.last_failure_day) ||
         (is_sized_at_random && due.by_size.per_size != 0.0);
}

bool ExposureRandomness::is_random(const Exposure& exposure, int law) const {
  const bool is_undecided =
      (exposure.cancellation.probability > 0.0 && exposure.cancellation.probability < 1.0) ||
      (exposure.cancellation.probability < 1.0 && can_fail_by(exposure.cancellation.last_failure_day));
  const bool is_sized_at_random = exposure.sales.is_random();
  return is_receipt_random(exposure, law, is_undecided, is_sized_at_random) ||
         std::any_of(exposure.dues.begin(), exposure.dues.end(), [&](const ExposureDue& due) {
           return is_due_random(exposure, due, is_undecided, is_sized_at_random);
         });
}

}  // namespace headroom
