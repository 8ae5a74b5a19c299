#include "engine/measures/statistics.hpp"

#include <algorithm>
#include <cmath>

#include "models/normal.hpp"

namespace headroom {

Estimate proportion(std::uint64_t count, std::uint64_t total) {
  const double n = static_cast<double>(total), p = static_cast<double>(count) / n;
  return {p, std::sqrt(p * (1.0 - p) / n)};
}

Interval score_interval(double share, double paths, double z) {
  const double scale = 1.0 + z * z / paths, centre = (share + z * z / (2.0 * paths)) / scale;
  const double half = z * std::sqrt(share * (1.0 - share) / paths + z * z / (4.0 * paths * paths)) / scale;
  return {std::max(0.0, centre - half), std::min(1.0, centre + half)};
}

Interval wilson_interval(std::uint64_t count, std::uint64_t total) {
  const double n = static_cast<double>(total);
  const Interval interval = score_interval(static_cast<double>(count) / n, n, normal_quantile(0.975));
  return {count == 0 ? 0.0 : interval.lower, count == total ? 1.0 : interval.upper};
}

std::uint64_t quantile_rank(double p, std::uint64_t total) {
  const double exact = p * static_cast<double>(total), nearest = std::round(exact);
  const double rank =
      std::abs(exact - nearest) < 1e-9 * std::max(1.0, exact) ? nearest : std::ceil(exact);  // 0.05 x 100 is 5
  return std::clamp<std::uint64_t>(static_cast<std::uint64_t>(rank), 1, total);
}

std::optional<int> day_quantile(const std::vector<std::uint64_t>& count_by_day, std::uint64_t total, double p) {
  const std::uint64_t rank = quantile_rank(p, total);
  std::uint64_t seen = 0;
  for (std::size_t day = 0; day < count_by_day.size(); ++day) {
    seen += count_by_day[day];
    if (seen >= rank) return static_cast<int>(day);
  }
  return std::nullopt;
}

}  // namespace headroom
