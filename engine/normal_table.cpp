#include "engine/normal_table.hpp"

#include "models/normal.hpp"

namespace headroom {

namespace {

/// Coefficients of the cubic through values at four points in [0, 1] (Newton's divided differences, expanded).
std::array<double, 4> cubic_through(const std::array<double, 4>& t, std::array<double, 4> f) {
  for (std::size_t order = 1; order < 4; ++order)
    for (std::size_t i = 3; i >= order; --i) f[i] = (f[i] - f[i - 1]) / (t[i] - t[i - order]);
  std::array<double, 4> c = {f[3], 0.0, 0.0, 0.0};
  for (std::size_t k = 3; k-- > 0;) {  // c <- c * (x - t[k]) + f[k]
    for (std::size_t i = 3; i > 0; --i) c[i] = c[i - 1] - t[k] * c[i];
    c[0] = f[k] - t[k] * c[0];
  }
  return c;
}

}  // namespace

NormalTable::NormalTable() {
  constexpr int segments = 1 << segment_bits;
  constexpr std::array<double, 4> points = {0.038060233744356624, 0.30865828381745514, 0.6913417161825449, 0.9619397662556434};
  double octave_start = 0.5;
  for (int octave = 0; octave < octaves; ++octave, octave_start *= 2.0) {
    const double width = octave_start / segments;
    scale_[static_cast<std::size_t>(octave)] = 1.0 / width;
    for (int segment = 0; segment < segments; ++segment) {
      std::array<double, 4> values;
      for (std::size_t i = 0; i < 4; ++i) values[i] = normal_quantile((octave_start + (segment + points[i]) * width) * 0x1p-32);
      cubics_[static_cast<std::size_t>(octave * segments + segment)] = cubic_through(points, values);
    }
  }
}

const NormalTable& normal_table() {
  static const NormalTable table;
  return table;
}

}  // namespace headroom
