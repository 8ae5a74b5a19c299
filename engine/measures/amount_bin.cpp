#include "engine/measures/amount_bin.hpp"

#include <cmath>

namespace headroom {

Minor spread_evenly(Minor lowest, Minor highest, std::uint64_t place, std::uint64_t count) {
  const double share = (static_cast<double>(place) - 0.5) / static_cast<double>(count);
  return lowest + static_cast<Minor>(std::round(share * static_cast<double>(highest - lowest)));
}

void AmountBin::include_smallest(Minor amount, std::uint64_t count) noexcept {
  if (count_ == 0 || amount < smallest_) {
    smallest_ = amount;
    at_smallest_ = count;
  } else if (amount == smallest_) {
    at_smallest_ += count;
  }
}

void AmountBin::include_largest(Minor amount, std::uint64_t count) noexcept {
  if (count_ == 0 || amount > largest_) {
    largest_ = amount;
    at_largest_ = count;
  } else if (amount == largest_) {
    at_largest_ += count;
  }
}

void AmountBin::add_outermost(Minor amount) noexcept {
  include_smallest(amount, 1);
  include_largest(amount, 1);
  ++count_;
}

void AmountBin::merge(const AmountBin& other) noexcept {
  if (other.count_ == 0) return;
  include_smallest(other.smallest_, other.at_smallest_);
  include_largest(other.largest_, other.at_largest_);
  count_ += other.count_;
}

double AmountBin::squares_about(double centre) const {
  if (count_ == 0) return 0.0;
  const double below = static_cast<double>(smallest_) - centre, above = static_cast<double>(largest_) - centre;
  if (smallest_ == largest_) return static_cast<double>(count_) * below * below;
  const double between = static_cast<double>(count_ - at_smallest_ - at_largest_);
  return static_cast<double>(at_smallest_) * below * below + static_cast<double>(at_largest_) * above * above +
         between * (below * below + below * above + above * above) / 3.0;
}

RankedAmount AmountBin::at(std::uint64_t place) const {
  if (place <= at_smallest_) return {smallest_, 0};
  if (place > count_ - at_largest_) return {largest_, 0};
  const double share =
      static_cast<double>(place - at_smallest_) / static_cast<double>(count_ - at_smallest_ - at_largest_ + 1);
  return {smallest_ + static_cast<Minor>(std::round(share * static_cast<double>(largest_ - smallest_))),
          largest_ - smallest_};
}

}  // namespace headroom
