#include "cli/report/charts/scale.hpp"

#include <cmath>

namespace headroom {

namespace {

/// The smallest of 1, 2, 5 x 10^k that is at least `step`. Requires: step > 0.
double round_step(double step) {
  const double power = std::pow(10.0, std::floor(std::log10(step)));
  for (const double digit : {1.0, 2.0, 5.0})
    if (digit * power >= step * (1.0 - 1e-9)) return digit * power;
  return 10.0 * power;
}

}  // namespace

std::vector<double> round_ticks(Span values, int steps_max) {
  if (values.to <= values.from) values.to = values.from + (values.from == 0.0 ? 1.0 : std::abs(values.from));
  double step = round_step((values.to - values.from) / steps_max);
  double first = std::floor(values.from / step), last = std::ceil(values.to / step);
  while (last - first > steps_max) {
    step = round_step(step * 1.5);
    first = std::floor(values.from / step);
    last = std::ceil(values.to / step);
  }
  std::vector<double> ticks;
  for (double i = first; i <= last; ++i) ticks.push_back(i == 0.0 ? 0.0 : i * step);
  return ticks;
}

}  // namespace headroom
