#include "engine/lending/ratio_counts.hpp"

#include <algorithm>
#include <cmath>

#include "engine/measures/statistics.hpp"

namespace headroom {

namespace {

constexpr double linear_below = 0.1;  // smaller ratios are counted evenly, larger ones by their size
constexpr double places_per_unit = 1e12;

Minor place_of(double ratio) { return std::llround(std::asinh(ratio / linear_below) * places_per_unit); }

/// Eleven digits: what the places resolve.
double ratio_at(Minor place) {
  const double ratio = linear_below * std::sinh(static_cast<double>(place) / places_per_unit);
  if (ratio == 0.0) return 0.0;
  const double scale = std::pow(10.0, 10.0 - std::floor(std::log10(std::abs(ratio))));
  return std::round(ratio * scale) / scale;
}

/// How far a distance between places is in ratios, near one of them.
double distance_of(double places, Minor at) {
  return places / places_per_unit * linear_below * std::cosh(static_cast<double>(at) / places_per_unit);
}

}  // namespace

void RatioRange::include(double ratio) noexcept {
  const Minor place = place_of(ratio);
  lowest_ = is_empty_ ? place : std::min(lowest_, place);
  highest_ = is_empty_ ? place : std::max(highest_, place);
  is_empty_ = false;
}

void RatioCounts::add(double ratio) noexcept { places_.add(place_of(ratio)); }

std::optional<CoverageSpread> RatioCounts::spread(std::uint64_t paths) const {
  const std::uint64_t count = places_.total();
  if (count == 0) return std::nullopt;
  CoverageSpread spread;
  spread.share_with_debt_service = proportion(count, paths).value;
  constexpr std::array<double, 3> probabilities = {0.05, 0.5, 0.95};
  const std::array<double*, 3> values = {&spread.p05, &spread.p50, &spread.p95};
  for (std::size_t i = 0; i < probabilities.size(); ++i) {
    const MoneyQuantile quantile = places_.quantile_with_error(probabilities[i]);
    *values[i] = ratio_at(quantile.value);
    spread.standard_error[i] = distance_of(quantile.standard_error, quantile.value);
    const double width = static_cast<double>(places_.quantile(probabilities[i]).resolution);
    spread.resolution = std::max(spread.resolution, distance_of(width, quantile.value));
  }
  return spread;
}

}  // namespace headroom
