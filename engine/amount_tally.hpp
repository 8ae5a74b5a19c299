#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "engine/aligned_vector.hpp"
#include "engine/amount_bin.hpp"
#include "engine/bin_kernel.hpp"
#include "engine/histogram.hpp"
#include "engine/pilot.hpp"

namespace headroom {

/// Many amounts of each path (cash and position of every kept day), counted for their quantiles and means. A continuous amount has
/// narrow counts of bins, others have histograms. Parts merge to the same bits, however paths were divided among them.
class AmountTally {
 public:
  /// Requires: `layouts` of one pilot.
  explicit AmountTally(std::vector<AmountLayout> layouts);

  /// Adds the first `active` lanes of a block. `amounts`: for each amount, [block_lanes].
  void add(const std::vector<const Minor*>& amounts, int active);
  void merge(const AmountTally& other);

  /// Quantiles of one amount. Requires: `probabilities` rise.
  std::vector<RankedAmount> quantiles(std::size_t row, const std::vector<double>& probabilities) const;
  Estimate mean(std::size_t row) const;

 private:
  __extension__ using Wide = __int128;  // sums of any number of paths

  /// What lies below and above all bins: rare, whatever the pilot missed.
  struct Outside {
    AmountBin below, above;
    Wide places = 0, squared_places = 0;  ///< bins from the origin, as if there were bins
  };

  void add_whole_block(const std::vector<const Minor*>& amounts) noexcept;
  void add_singly(const std::vector<const Minor*>& amounts, int active) noexcept;
  void add_outside(std::size_t continuous, Minor amount) noexcept;
  void widen();
  std::uint64_t count(std::size_t continuous, std::size_t slot) const;
  std::vector<RankedAmount> continuous_at_ranks(std::size_t continuous, const std::vector<std::uint64_t>& ranks) const;
  RankedAmount within_bin(std::size_t continuous, std::size_t bin, std::uint64_t place) const;
  double continuous_squares(std::size_t continuous, double centre) const;

  std::vector<AmountLayout> layouts_;
  std::uint64_t paths_ = 0;
  std::vector<Wide> sums_;               // [row]
  std::vector<std::size_t> index_;       // [row] among the continuous ones, or among the histograms
  std::vector<std::size_t> continuous_;  // rows
  std::vector<BinnedRow> binned_;        // [continuous]
  AlignedVector<std::uint32_t> counts_;  // [continuous][slots_per_amount], of the last `narrow_paths_` paths
  std::uint64_t narrow_paths_ = 0;
  std::vector<std::uint64_t> wide_counts_;  // as counts_, of all earlier paths; empty until they are too many for those
  std::vector<Outside> outside_;            // [continuous]
  std::vector<Histogram> histograms_;
};

}  // namespace headroom
