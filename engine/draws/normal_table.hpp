// The normal quantile of a draw as a table of cubics.
#pragma once

#include <array>
#include <bit>
#include <cstdint>

namespace headroom {

/// The normal quantile of a 32-bit draw, as cubics on segments that halve towards the tails.
///
/// The draw's distance from its nearer end, v + 1/2 with v in [0, 2^31), is split by its binary exponent and its next
/// five bits; each segment is a cubic through four Chebyshev points. Absolute error below 1e-9 (tests/engine).
class NormalTable {
 public:
  NormalTable();

  double value(std::uint32_t bits) const noexcept {
    const bool upper = bits >> 31;
    const std::uint32_t v = upper ? ~bits : bits;  // distance from the nearer end
    const double x = static_cast<double>(v) + 0.5;
    const auto raw = std::bit_cast<std::uint64_t>(x);
    const auto index = static_cast<std::uint32_t>(raw >> (52 - segment_bits)) - first_segment;
    const double start = std::bit_cast<double>(raw & ~((std::uint64_t{1} << (52 - segment_bits)) - 1));
    const auto& c = cubics_[index];
    const double t = (x - start) * scale_[index >> segment_bits];
    const double z = ((c[3] * t + c[2]) * t + c[1]) * t + c[0];
    return upper ? -z : z;
  }

  /// The cubics' coefficients, lowest power first. Shape: [segment][4]
  const double* cubics() const noexcept { return cubics_.front().data(); }

  /// Estimates in single precision, a polynomial for each octave of the distance from the nearer end, in powers of what
  /// is left of it when its exponent is 0, less 1.5. Within `estimate::normal_error` of minus the number. Octaves
  /// follow the exponent's lowest five bits, as floats have it. Shape: [estimate_size][octaves]
  const float* estimates() const noexcept { return estimates_.front().data(); }

  static constexpr std::size_t estimate_size = 7;
  static constexpr int segment_bits = 5;
  static constexpr std::uint32_t first_segment = (1023u - 1u) << segment_bits;  // 0.5 = 2^-1
  static constexpr int octaves = 32;

 private:
  std::array<std::array<double, 4>, octaves << segment_bits> cubics_;
  std::array<double, octaves> scale_;
  alignas(64) std::array<std::array<float, octaves>, estimate_size> estimates_;
};

/// The one table, built at first use.
const NormalTable& normal_table();

}  // namespace headroom
