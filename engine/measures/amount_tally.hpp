// Counts cash and positions over all paths, for quantiles and means by day.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/measures/amount_layout.hpp"
#include "engine/measures/bin_counts.hpp"
#include "engine/measures/histogram.hpp"
#include "engine/measures/results.hpp"

namespace headroom {

/// Many amounts of each path (cash and position of every kept day), counted for their quantiles and means, each in the
/// way that its layout names. Parts merge to the same bits, however paths were divided among them.
class AmountTally {
 public:
  /// Requires: `layouts` of the same first paths.
  explicit AmountTally(const std::vector<AmountLayout>& layouts);

  /// Adds the first `active` lanes of a block. `amounts`: for each layout, [block_lanes].
  void add(const std::vector<const Minor*>& amounts, int active);
  void merge(const AmountTally& other);

  /// Quantiles of one amount. Requires: `probabilities` rise.
  std::vector<RankedAmount> quantiles(std::size_t row, const std::vector<double>& probabilities) const;
  Estimate mean(std::size_t row) const;

 private:
  __extension__ using Wide = __int128;  // sums of any number of paths

  struct Row {
    Counting counting = Counting::histogram;
    std::size_t index = 0;  ///< among those that are counted in the same way
    Minor lowest = 0;
    Wide sum = 0;  ///< of what is not counted in bins
  };

  double squares_about(const Row& row, double centre) const;

  std::uint64_t paths_ = 0;
  std::vector<Row> rows_;
  BinCounts bins_;
  std::vector<const Minor*> binned_amounts_;  // of the block that is being added
  std::vector<Histogram> histograms_;
  std::vector<std::vector<Minor>> kept_;
};

}  // namespace headroom
