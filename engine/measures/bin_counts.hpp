// Counts of amounts in bins, one row of counters an amount.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/lanes/aligned_vector.hpp"
#include "engine/measures/amount_bin.hpp"
#include "engine/measures/bin_kernel.hpp"

namespace headroom {

/// Counts of several amounts of each path, each amount in bins of its own layout.
class BinCounts {
 public:
  __extension__ using Wide = __int128;  // sums of any number of paths

  explicit BinCounts(std::vector<BinLayout> layouts);

  /// Adds the first `active` lanes of a block. `amounts`: for each layout, [block_lanes].
  void add(const std::vector<const Minor*>& amounts, int active);
  /// Requires: the same layouts.
  void merge(const BinCounts& other);

  Wide sum(std::size_t row) const { return sums_[row]; }
  /// The amounts at ranks that rise, counted from 1. What lies in one bin is taken as evenly spread, but for its atoms.
  std::vector<RankedAmount> at_ranks(std::size_t row, const std::vector<std::uint64_t>& ranks) const;
  /// The sum of squared distances from a centre, as if what lies in one bin were evenly spread.
  double squares_about(std::size_t row, double centre) const;

 private:
  /// What lies below and above all bins: rare, whatever the first paths missed.
  struct Outside {
    AmountBin below, above;
    Wide places = 0, squared_places = 0;  ///< bins from the origin, as if there were bins
  };

  void add_outside(std::size_t row, Minor amount) noexcept;
  void widen();
  std::uint64_t count(std::size_t row, std::size_t slot) const;
  RankedAmount within_bin(std::size_t row, std::size_t bin, std::uint64_t place) const;

  std::vector<BinLayout> layouts_;
  std::vector<Wide> sums_;
  std::vector<Outside> outside_;
  AlignedVector<std::uint16_t> counts_;  // [row][slots_per_amount], of the last `narrow_paths_` paths
  std::uint64_t narrow_paths_ = 0;
  std::vector<std::uint64_t> wide_counts_;  // as counts_, of all earlier paths; empty until they are too many for those
  std::vector<BinnedRow> block_;            // the block that is being added
};

}  // namespace headroom
