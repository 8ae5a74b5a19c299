// Where the factors of a run come from: plain draws, Sobol points or shifted normal numbers.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/draws/sobol_directions.hpp"
#include "engine/lanes/aligned_vector.hpp"
#include "engine/paths/tiles.hpp"
#include "engine/plan/plan_columns.hpp"

namespace headroom {

/// One of the normal distributions that the factors are drawn from: its means, and how much of a randomisation's points
/// it takes.
struct FactorShift {
  std::vector<double> means;  ///< [factor of the sampling]
  int eighths = 8;
};

/// Where the factors of a run come from if not from the paths' plain draws: the market's and those of the
/// counterparties on whom most money hangs are the coordinates of randomised Sobol points, moved by means where a rare
/// event is looked for.
///
/// A *randomisation* is one run through the first points of the sequence, scrambled by draws of its own: every point is
/// uniform, and randomisations are independent of each other. All that is not such a factor keeps the plain draws of
/// its path; a randomisation has paths of its own. Immutable; threads share it. Source: docs/model/precision.md.
class FactorSampling {
 public:
  static constexpr std::size_t factors_max = 64;
  static constexpr int points_bits_max = 26;

  explicit FactorSampling(const Plan& plan);

  /// The market (if it has a loading) first, then counterparties, most money first.
  std::size_t factor_count() const { return keys_.size(); }
  /// Whether counterparties' factors are left to plain draws, because there are too many.
  bool leaves_factors() const { return !plain_.empty(); }

  /// Draws from these distributions from now on, each on a run of points of its own. Requires: their eighths sum to 8.
  void use(std::vector<FactorShift> shifts);
  const std::vector<FactorShift>& shifts() const { return shifts_; }
  bool is_shifted() const { return !shifts_.empty(); }

 private:
  friend class RandomisedFactors;

  const Plan& plan_;
  std::vector<std::uint64_t> keys_;         // [factor]
  std::vector<std::int32_t> counterparty_;  // [factor]; -1: the market
  std::vector<std::int32_t> plain_;         // counterparties whose factor stays a plain draw
  std::vector<SobolDirections> directions_;
  std::vector<FactorShift> shifts_;
};

/// The path on which a randomisation begins: paths of two randomisations, and of a plain run, are never the same.
inline std::uint64_t first_path_of(std::uint64_t randomisation) {
  return (randomisation + 1) << FactorSampling::points_bits_max;
}

/// One randomisation after another, block by block: what a thread needs. Allocates in its constructor only.
class RandomisedFactors {
 public:
  /// `points`: of a randomisation, a power of two below 2^points_bits_max, at least block_lanes, with shifts eight
  /// times as many.
  RandomisedFactors(const FactorSampling& sampling, std::uint64_t points);

  /// Fills the draws and the weights of the block that begins at point `first` (a multiple of block_lanes).
  void fill(std::uint64_t randomisation, std::uint64_t first) noexcept;

  const FactorDraws& draws() const { return draws_; }
  /// What a path counts for: the likelihood of its factors over that of drawing them so. 1 without shifts. Shape:
  /// [block_lanes]
  const AlignedVector<double>& weights() const { return weights_; }
  /// A factor's draws of the block. Shape: [block_lanes]
  const double* factor(std::size_t index) const noexcept;

 private:
  void scramble(std::uint64_t randomisation) noexcept;
  void fill_factor(std::size_t index, std::uint64_t first, double mean) noexcept;
  void fill_plain(std::uint64_t first_path) noexcept;
  void weigh() noexcept;
  double* place_of(std::size_t index) noexcept;
  std::size_t shift_at(std::uint64_t first) const noexcept;

  const FactorSampling& sampling_;
  std::uint64_t points_, randomisation_ = UINT64_MAX;
  int bits_ = 0;
  std::vector<SobolDirections> scrambled_;  // [factor]
  AlignedVector<std::uint32_t> lanes_;      // [factor][block_lanes]: what the lowest bits of a point make, shifted
  std::vector<double> half_squares_;        // [shift]: of the means, summed
  FactorDraws draws_;
  AlignedVector<double> weights_, exponents_;
};

}  // namespace headroom
