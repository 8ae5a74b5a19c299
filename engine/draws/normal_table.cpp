#include "engine/draws/normal_table.hpp"

#include <cmath>
#include <numbers>

#include "models/normal.hpp"

namespace headroom {

namespace {

/// Coefficients of the polynomial through values at n points (Newton's divided differences, expanded).
template <std::size_t n>
std::array<double, n> polynomial_through(const std::array<double, n>& t, std::array<double, n> f) {
  for (std::size_t order = 1; order < n; ++order)
    for (std::size_t i = n - 1; i >= order; --i) f[i] = (f[i] - f[i - 1]) / (t[i] - t[i - order]);
  std::array<double, n> c = {f[n - 1]};
  for (std::size_t k = n - 1; k-- > 0;) {  // c <- c * (x - t[k]) + f[k]
    for (std::size_t i = n - 1; i > 0; --i) c[i] = c[i - 1] - t[k] * c[i];
    c[0] = f[k] - t[k] * c[0];
  }
  return c;
}

}  // namespace

NormalTable::NormalTable() {
  constexpr int segments = 1 << segment_bits;
  constexpr std::array<double, 4> points = {0.038060233744356624, 0.30865828381745514, 0.6913417161825449,
                                            0.9619397662556434};
  double octave_start = 0.5;
  for (int octave = 0; octave < octaves; ++octave, octave_start *= 2.0) {
    const double width = octave_start / segments;
    scale_[static_cast<std::size_t>(octave)] = 1.0 / width;
    for (int segment = 0; segment < segments; ++segment) {
      std::array<double, 4> values;
      for (std::size_t i = 0; i < 4; ++i)
        values[i] = normal_quantile((octave_start + (segment + points[i]) * width) * 0x1p-32);
      cubics_[static_cast<std::size_t>(octave * segments + segment)] = polynomial_through(points, values);
    }
  }

  std::array<double, estimate_size> places, numbers;  // places: Chebyshev points in [-1/2, 1/2]
  for (std::size_t i = 0; i < estimate_size; ++i)
    places[i] = 0.5 * std::cos(std::numbers::pi * (static_cast<double>(i) + 0.5) / static_cast<double>(estimate_size));
  octave_start = 0.5;
  for (std::size_t octave = 0; octave < octaves; ++octave, octave_start *= 2.0) {
    for (std::size_t i = 0; i < estimate_size; ++i)
      numbers[i] = -normal_quantile(octave_start * (1.5 + places[i]) * 0x1p-32);
    const auto powers = polynomial_through(places, numbers);
    const std::size_t exponent =
        (1023 - 1 + octave) % octaves;  // a float's bias, 127, has the same lowest bits as a double's
    for (std::size_t i = 0; i < estimate_size; ++i) estimates_[i][exponent] = static_cast<float>(powers[i]);
  }
}

const NormalTable& normal_table() {
  static const NormalTable table;
  return table;
}

}  // namespace headroom
