#include "engine/exposure_replay.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/random_stream.hpp"
#include "models/normal.hpp"

namespace headroom {

namespace {

constexpr double size_max = 1e13;  // as the kernel has it

/// The draws of one counterparty on one path.
class PathDraws {
 public:
  PathDraws(const Plan& plan, const BlockOrigin& origin, std::size_t counterparty, std::size_t lane)
      : plan_(plan), path_(origin.first_path + lane) {
    const double market = origin.factors ? origin.factors->market[lane] : normal(plan.market_key);
    double own = 0.0;
    if (origin.factors) own = origin.factors->counterparties[counterparty * block_lanes + lane];
    else if (plan.counterparty_loading > 0.0) own = normal(plan.counterparties.factor_key[counterparty]);
    shared_ = plan.market_loading * market + plan.counterparty_loading * own;
  }

  double latent(std::uint64_t key) const { return shared_ + plan_.own_loading * normal(key); }

 private:
  double normal(std::uint64_t key) const { return normal_of(draw(key, path_)); }

  const Plan& plan_;
  std::uint64_t path_;
  double shared_ = 0.0;
};

std::int32_t failure_day_of(const Plan& plan, std::size_t counterparty, const PathDraws& draws) {
  const CounterpartyColumns& columns = plan.counterparties;
  constexpr std::int32_t never = std::numeric_limits<std::int32_t>::max();
  if (columns.failure_begin[counterparty] < 0) return never;
  const double* begin = columns.failure_thresholds.data() + columns.failure_begin[counterparty];
  const double* end = begin + columns.failure_days;
  const double* first = std::upper_bound(begin, end, draws.latent(columns.failure_key[counterparty]));
  return first == end ? never : static_cast<std::int32_t>(first - begin) + 1;
}

Minor size_of(const Plan& plan, std::size_t row, const PathDraws& draws) {
  if (plan.exposures.size_law[row] < 0) return plan.exposures.receipt[row];
  const auto law = static_cast<std::size_t>(plan.exposures.size_law[row]);
  const auto growth = [&](double v, std::uint64_t key) { return exponential(v * draws.latent(key) - v * v / 2.0); };
  double size = plan.sizes.expected[law];
  if (plan.sizes.volatility[law] > 0.0) size *= growth(plan.sizes.volatility[law], plan.sizes.period_key[law]);
  if (plan.sizes.level_volatility[law] > 0.0) size *= growth(plan.sizes.level_volatility[law], plan.sizes.level_key[law]);
  return static_cast<Minor>(nearest_whole(std::min(size, size_max)));
}

/// The piece of a size that this row brings.
Minor receipt_of(const Plan& plan, std::size_t row, Minor size) {
  const double share = plan.exposures.receipt_share[row];
  if (plan.exposures.size_law[row] < 0 || share == 1.0) return size;
  const Minor part = share_of(size, std::abs(share));
  return share < 0.0 ? size - part : part;
}

/// Unmoved days after the due day; nothing: never, or not by the horizon.
std::optional<std::int32_t> delay_of(const Plan& plan, std::size_t row, const PathDraws& draws) {
  if (plan.exposures.delay_law[row] < 0) return 0;
  const auto law = static_cast<std::size_t>(plan.exposures.delay_law[row]);
  const double* begin = plan.delay_laws.thresholds.data() + plan.delay_laws.begin[law];
  const double* end = begin + plan.delay_laws.count[law];
  if (begin == end) return std::nullopt;
  const double latent = draws.latent(plan.exposures.delay_key[row]);
  const double* found = std::partition_point(begin, end, [latent](double threshold) { return latent < threshold; });
  if (found == end) return std::nullopt;
  return plan.delay_laws.first_days[law] + static_cast<std::int32_t>(found - begin);
}

std::int32_t paid_day_of(const Plan& plan, std::size_t row, const PathDraws& draws, std::int32_t failure_day) {
  const std::int32_t beyond = plan.horizon_days + 1;
  const auto delay = delay_of(plan, row, draws);
  if (!delay) return beyond;
  const std::int32_t unmoved = std::max(plan.exposures.due_day[row] + *delay, plan.exposures.first_day[row]);
  if (unmoved >= static_cast<std::int32_t>(plan.settled_day.size())) return beyond;
  const std::int32_t day = plan.settled_day[static_cast<std::size_t>(std::max(unmoved, 0))];
  return failure_day <= day ? beyond : day;
}

}  // namespace

PlayedExposure replay_exposure(const Plan& plan, const BlockOrigin& origin, const FollowedExposure& exposure, std::size_t lane) noexcept {
  PlayedExposure played;
  if (origin.as_written) {
    played.goes_ahead = exposure.goes_ahead;
    played.size = played.receipt = exposure.size;
    played.failure_day = std::numeric_limits<std::int32_t>::max();
    played.paid_day = exposure.paid_day;
    return played;
  }
  const auto row = static_cast<std::size_t>(exposure.row), counterparty = static_cast<std::size_t>(exposure.counterparty);
  const PathDraws draws(plan, origin, counterparty, lane);
  played.failure_day = failure_day_of(plan, counterparty, draws);
  const std::int32_t last_failure_day = plan.exposures.last_failure_day[row];
  const double threshold = plan.exposures.cancellation_threshold[row];
  played.goes_ahead = last_failure_day < 0 || played.failure_day > last_failure_day;
  if (threshold != never_below) played.goes_ahead = played.goes_ahead && draws.latent(plan.exposures.cancellation_key[row]) >= threshold;
  played.size = size_of(plan, row, draws);
  played.receipt = receipt_of(plan, row, played.size);
  played.paid_day = played.goes_ahead ? paid_day_of(plan, row, draws, played.failure_day) : plan.horizon_days + 1;
  return played;
}

Minor due_of(const Plan& plan, std::int32_t row, const PlayedExposure& played, const BlockOrigin& origin) noexcept {
  const ExposureDueColumns& columns = plan.exposure_dues;
  const auto due = static_cast<std::size_t>(row);
  if (columns.last_failure_day[due] >= 0 && played.failure_day <= columns.last_failure_day[due]) return 0;
  if (columns.per_size[due] == 0.0 || origin.as_written) return played.goes_ahead ? columns.if_goes_ahead[due] : columns.if_cancelled[due];
  const double whole = nearest_whole(columns.fixed[due] + columns.per_size[due] * static_cast<double>(played.size));
  return static_cast<Minor>(std::min(std::max(whole, 0.0), size_max));
}

}  // namespace headroom
