#include "engine/cancellation_series.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "engine/lane_estimates.hpp"

namespace headroom {

namespace {

constexpr double far = 0.45;  // how far from its place, in units of the own normal number, a threshold may lie

/// Phi(x + h) = Phi(x) + phi(x) (h - x h^2/2 + (x^2 - 1) h^3/6 - (x^3 - 3 x) h^4/24) + rest; the rest is at most 1.2 |h|^5 / 120.
/// Source: Taylor's theorem; the derivatives of the normal density are Hermite polynomials.
CancellationSeries series_of(double step, double own_inverse) {
  const double square = step * step, rest = 0x1p32 * 1.2 * square * square * std::abs(step) / 120.0;
  const double error = estimate::share_error + estimate::draw_error(own_inverse) + rest;
  CancellationSeries series;
  series.powers = {static_cast<float>(step - step * square / 6.0), static_cast<float>(square * square / 8.0 - square / 2.0),
                   static_cast<float>(step * square / 6.0), static_cast<float>(-square * square / 24.0)};
  series.error = static_cast<float>(0.5 * error + 256.0);  // of half a draw, which is rounded to a float as well
  return series;
}

}  // namespace

void add_cancellation_series(Plan& plan) {
  CancellationColumns& columns = plan.cancellations;
  const std::vector<double>& thresholds = plan.exposures.cancellation_threshold;
  columns.series.assign(thresholds.size(), {});
  if (plan.own_loading < estimate::own_loading_least) return;
  const double own_inverse = 1.0 / plan.own_loading, width = 2.0 * far * plan.own_loading;
  for (std::size_t i = 0; i + 1 < plan.counterparties.exposure_begin.size(); ++i) {
    std::map<double, std::int32_t> places;  // by number of widths
    for (auto row = static_cast<std::size_t>(plan.counterparties.exposure_begin[i]);
         row < static_cast<std::size_t>(plan.counterparties.exposure_begin[i + 1]); ++row) {
      if (!std::isfinite(thresholds[row])) continue;
      const double widths = std::floor(thresholds[row] / width), place = (widths + 0.5) * width;
      const auto [found, is_new] = places.try_emplace(widths, static_cast<std::int32_t>(columns.places.size()));
      if (is_new) columns.places.push_back(place);
      columns.series[row] = series_of((thresholds[row] - place) * own_inverse, own_inverse);
      columns.series[row].place = found->second;
    }
  }
}

}  // namespace headroom
