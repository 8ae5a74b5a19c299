#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "engine/measures.hpp"
#include "models/money.hpp"

namespace headroom {

/// Share of `count` in `total` and its standard error, sqrt(p (1 - p) / N).
Estimate proportion(std::uint64_t count, std::uint64_t total);

/// Wilson's 95% score interval of a proportion. Source: Wilson 1927, J. Amer. Statist. Assoc. 22.
Interval wilson_interval(std::uint64_t count, std::uint64_t total);

/// The rank of the p-quantile among N: the smallest with at least ceil(p N) at or before it, counted from 1.
std::uint64_t quantile_rank(double p, std::uint64_t total);

/// The p-quantile of days counted by day, nothing where that rank is censored. Requires: counts of days 0..H.
std::optional<int> day_quantile(const std::vector<std::uint64_t>& count_by_day, std::uint64_t total, double p);

/// Amounts of money over many paths, in bins of one width between two bounds found by a pilot; what lies outside goes into
/// the end bins. A bin knows its count and sum, its smallest and largest amount and how many are exactly those, so that a bin
/// of two values is exact, and so is a pile of equal amounts at either end of a bin.
///
/// Everything is whole numbers: the order in which amounts come, and how they were divided for merging, changes no bit.
class Histogram {
 public:
  static constexpr int bin_count = 1024;

  Histogram() = default;
  /// Requires: lowest <= highest.
  Histogram(Minor lowest, Minor highest);

  void add(Minor amount) noexcept;
  void merge(const Histogram& other);

  std::uint64_t total() const;
  Estimate mean() const;
  /// The amount at the rank of the p-quantile: exact where its bin holds at most two values, else within the bin.
  Minor quantile(double p) const;
  MoneyQuantile quantile_with_error(double p) const;
  /// Mean of the lowest ceil(p N) amounts (within a bin, by its mean).
  double mean_of_lowest(double p) const;
  /// The widest span of amounts within one bin, the two end bins left out: the resolution of the quantiles. (The end bins hold
  /// what lies further out than a tenth beyond the range of the first 1,024 paths, about one path in a thousand.)
  Minor resolution() const;

 private:
  __extension__ using Wide = __int128;  // sums of any number of paths

  struct Bin {
    std::uint64_t count = 0;
    std::uint64_t at_smallest = 0, at_largest = 0;  ///< how many are exactly there: amounts pile up at 0 and at limits
    Minor smallest = 0, largest = 0;
    Wide sum = 0;  ///< of the amounts less `lowest_`
  };

  static void include_smallest(Bin& bin, Minor amount, std::uint64_t count) noexcept;
  static void include_largest(Bin& bin, Minor amount, std::uint64_t count) noexcept;
  Minor at_rank(std::uint64_t rank) const;

  Minor lowest_ = 0;
  double bins_per_unit_ = 1.0;
  std::vector<Bin> bins_;
};

}  // namespace headroom
