// A bin of amounts that keeps their count and bounds, and the amount at a rank worked out from it.
#pragma once

#include <cstdint>

#include "models/money.hpp"

namespace headroom {

/// An amount at a rank, and how far it may lie from the one that sorting would give (0: exact). In minor units.
struct RankedAmount {
  Minor amount = 0;
  Minor resolution = 0;
};

/// The amount at a place among `count` amounts that are taken as evenly spread from `lowest` to `highest`.
/// Requires: lowest <= highest, place in 1..count.
Minor spread_evenly(Minor lowest, Minor highest, std::uint64_t place, std::uint64_t count);

/// Amounts of which no more is kept than how many they are, the smallest and the largest, and how many are exactly
/// those: amounts gather at 0 and at limits. Whole numbers all: neither order nor division into parts changes a bit.
class AmountBin {
 public:
  void add(Minor amount) noexcept {
    if (count_ > 0 && smallest_ < amount && amount < largest_) ++count_;
    else add_outermost(amount);
  }
  void merge(const AmountBin& other) noexcept;

  std::uint64_t count() const { return count_; }
  /// The sum of squared distances from a centre, as if what lies between the smallest and the largest were evenly
  /// spread.
  double squares_about(double centre) const;
  /// Exact for atoms at either end. Requires: place in 1..count().
  RankedAmount at(std::uint64_t place) const;

 private:
  void add_outermost(Minor amount) noexcept;
  void include_smallest(Minor amount, std::uint64_t count) noexcept;
  void include_largest(Minor amount, std::uint64_t count) noexcept;

  std::uint64_t count_ = 0;
  std::uint64_t at_smallest_ = 0, at_largest_ = 0;
  Minor smallest_ = 0, largest_ = 0;
};

}  // namespace headroom
