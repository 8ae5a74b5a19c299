// Histograms of money whose result does not depend on the order of the amounts.
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "engine/measures/amount_bin.hpp"
#include "engine/measures/results.hpp"

namespace headroom {

/// Amounts of money over many paths, in bins of one width between two bounds found by the first paths; what lies
/// outside goes into the end bins. A bin of two values is exact, and so is an atom of equal amounts at either end of a
/// bin.
///
/// Everything is whole numbers: the order in which amounts come, and how they were divided for merging, changes no bit.
class Histogram {
 public:
  static constexpr std::size_t bin_count = 1024;

  /// Requires: lowest <= highest.
  Histogram(Minor lowest, Minor highest);

  /// Returns the bin that the amount went into.
  std::size_t add(Minor amount) noexcept {
    const std::size_t place = place_of(amount);
    bins_[place].add(amount);
    return place;
  }
  void merge(const Histogram& other);

  std::uint64_t total() const;
  Minor lowest() const { return lowest_; }
  const AmountBin& bin(std::size_t place) const { return bins_[place]; }
  /// The amount at a rank, counted from 1: exact where its bin holds at most two values, else within the bin.
  RankedAmount at_rank(std::uint64_t rank) const;
  RankedAmount quantile(double p) const;
  MoneyQuantile quantile_with_error(double p) const;
  /// The sum of squared distances from a centre, as if amounts within a bin were evenly spread.
  double squares_about(double centre) const;

 private:
  std::size_t place_of(Minor amount) const noexcept {
    const double place = static_cast<double>(amount - lowest_) * bins_per_unit_;
    return static_cast<std::size_t>(std::clamp(place, 0.0, bin_count - 1.0));
  }

  Minor lowest_ = 0;
  double bins_per_unit_ = 1.0;
  std::vector<AmountBin> bins_;
};

/// A histogram whose bins also know their sums, for means of a tail.
class TailHistogram {
 public:
  TailHistogram(Minor lowest, Minor highest) : amounts_(lowest, highest), sums_(Histogram::bin_count) {}

  void add(Minor amount) noexcept { sums_[amounts_.add(amount)] += amount - amounts_.lowest(); }
  void merge(const TailHistogram& other);

  const Histogram& amounts() const { return amounts_; }
  /// Mean of the lowest ceil(p N) amounts (within a bin, by its mean).
  double mean_of_lowest(double p) const;

 private:
  __extension__ using Wide = __int128;  // sums of any number of paths

  Histogram amounts_;
  std::vector<Wide> sums_;  // of the amounts less the lowest bound
};

}  // namespace headroom
