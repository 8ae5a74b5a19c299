#include "engine/plan/cancellation_series.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "engine/draws/lane_estimates.hpp"

namespace headroom {

namespace {

constexpr double far = 0.35;  // how far from its place, in units of the own normal number, a threshold may lie

/// Phi(x + h) = Phi(x) + phi(x) (h - x h^2/2 + (x^2 - 1) h^3/6 - (x^3 - 3 x) h^4/24) + rest; the rest is at most 1.2
/// |h|^5 / 120. Source: Taylor's theorem; the derivatives of the normal density are Hermite polynomials.
CancellationSeries series_of(double step, double own_inverse) {
  const double square = step * step, rest = 0x1p32 * 1.2 * square * square * std::abs(step) / 120.0;
  const double error = estimate::share_error + estimate::draw_error(own_inverse) + rest;
  CancellationSeries series;
  series.powers = {static_cast<float>(step - step * square / 6.0),
                   static_cast<float>(square * square / 8.0 - square / 2.0), static_cast<float>(step * square / 6.0),
                   static_cast<float>(-square * square / 24.0)};
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
  std::vector<std::size_t> rows;
  for (std::size_t i = 0; i + 1 < plan.counterparties.exposure_begin.size(); ++i) {
    rows.clear();
    for (std::int32_t row = plan.counterparties.exposure_begin[i]; row < plan.counterparties.exposure_begin[i + 1];
         ++row)
      if (std::isfinite(thresholds[static_cast<std::size_t>(row)])) rows.push_back(static_cast<std::size_t>(row));
    std::sort(rows.begin(), rows.end(), [&](std::size_t a, std::size_t b) { return thresholds[a] < thresholds[b]; });
    for (auto first = rows.begin(); first != rows.end();) {  // as few places as reach them all
      const double lowest = thresholds[*first];
      const auto last =
          std::find_if(first, rows.end(), [&](std::size_t row) { return thresholds[row] > lowest + width; });
      const double place = (lowest + thresholds[*(last - 1)]) / 2.0;
      for (; first != last; ++first) {
        columns.series[*first] = series_of((thresholds[*first] - place) * own_inverse, own_inverse);
        columns.series[*first].place = static_cast<std::int32_t>(columns.places.size());
      }
      columns.places.push_back(place);
    }
  }
}

}  // namespace headroom
