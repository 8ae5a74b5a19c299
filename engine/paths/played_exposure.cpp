#include "engine/paths/played_exposure.hpp"

#include <algorithm>
#include <cmath>

namespace headroom {

namespace {

/// The piece of a size that this row brings.
Minor receipt_of(const Plan& plan, std::size_t row, Minor size) {
  const double share = plan.exposures.receipt_share[row];
  if (plan.exposures.size_law[row] < 0 || share == 1.0) return size;
  const Minor part = share_of(size, std::abs(share));
  return share < 0.0 ? size - part : part;
}

}  // namespace

bool went_ahead(const Plan& plan, const FollowedOutcomes& outcomes, std::size_t place, std::size_t lane) noexcept {
  if (outcomes.as_written) return plan.suppliers.exposures[place].goes_ahead;
  return (outcomes.goes_ahead[place] >> lane & 1) != 0;
}

PlayedReceipt played_receipt(const Plan& plan, const FollowedOutcomes& outcomes, std::size_t place,
                             std::size_t lane) noexcept {
  const FollowedExposure& exposure = plan.suppliers.exposures[place];
  if (outcomes.as_written) return {exposure.size, exposure.goes_ahead ? exposure.paid_day : plan.horizon_days + 1};
  const auto row = static_cast<std::size_t>(exposure.row), at = place * block_lanes + lane;
  const Minor size = plan.exposures.size_law[row] < 0 ? plan.exposures.receipt[row] : outcomes.sizes[at];
  const bool has_failed = !outcomes.failure_days.empty() && outcomes.failure_days[at] <= outcomes.paid_days[at];
  const bool is_paid = went_ahead(plan, outcomes, place, lane) && !has_failed;
  return {receipt_of(plan, row, size), is_paid ? outcomes.paid_days[at] : plan.horizon_days + 1};
}

Minor played_due(const Plan& plan, const FollowedOutcomes& outcomes, const FollowedDue& due,
                 std::size_t lane) noexcept {
  if (due.exposure < 0) return due.amount;
  const ExposureDueColumns& columns = plan.exposure_dues;
  const auto row = static_cast<std::size_t>(due.row), place = static_cast<std::size_t>(due.exposure),
             at = place * block_lanes + lane;
  const bool asks_failure =
      columns.last_failure_day[row] >= 0 && !outcomes.as_written && !outcomes.failure_days.empty();
  if (asks_failure && outcomes.failure_days[at] <= columns.last_failure_day[row]) return 0;
  if (columns.per_size[row] == 0.0 || outcomes.as_written)
    return went_ahead(plan, outcomes, place, lane) ? columns.if_goes_ahead[row] : columns.if_cancelled[row];
  const auto size = static_cast<double>(outcomes.sizes[at]);
  const double whole = nearest_whole(columns.fixed[row] + columns.per_size[row] * size);
  return static_cast<Minor>(std::min(std::max(whole, 0.0), realised_size_max));
}

}  // namespace headroom
