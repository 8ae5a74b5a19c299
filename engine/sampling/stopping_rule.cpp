#include "engine/sampling/stopping_rule.hpp"

#include <algorithm>
#include <cmath>

#include "engine/measures/statistics.hpp"
#include "models/normal.hpp"

namespace headroom {

namespace {

constexpr double paths_beyond_all = 1e15;

}  // namespace

double share_at_most(std::uint64_t count, std::uint64_t paths) {
  const double n = static_cast<double>(paths);
  return score_interval(static_cast<double>(count) / n, n, normal_quantile(1.0 - 1e-4)).upper;
}

std::uint64_t paths_for(double share, double half_width) {
  const double z = normal_quantile(0.975);
  double enough = 1.0;
  while (enough < paths_beyond_all && half_width_of(score_interval(share, enough, z)) > half_width) enough *= 2.0;
  double too_few = enough / 2.0;
  while (enough - too_few > std::max(1.0, 1e-6 * enough)) {
    const double between = (enough + too_few) / 2.0;
    (half_width_of(score_interval(share, between, z)) > half_width ? too_few : enough) = between;
  }
  return static_cast<std::uint64_t>(std::ceil(enough));
}

std::uint64_t replicates_for(double variance, double half_width) {
  const double wanted = std::ceil(replicate_quantile * replicate_quantile * variance / (half_width * half_width));
  return std::max(first_replicates, static_cast<std::uint64_t>(std::min(wanted, paths_beyond_all)));
}

Interval replicate_interval(double mean, double variance, std::uint64_t replicates) {
  const double half = replicate_quantile * std::sqrt(variance / static_cast<double>(replicates));
  return {std::max(0.0, mean - half), std::min(1.0, mean + half)};
}

}  // namespace headroom
