// A sum that stays at the largest or smallest number instead of overflowing.
#pragma once

#include <limits>

#include "models/money.hpp"

namespace headroom {

/// The sum of two amounts. Where 64 bits do not hold it, it is the largest or the smallest number, so that a later
/// check finds it too large.
inline Minor saturated_sum(Minor a, Minor b) {
  Minor sum = 0;
  if (!__builtin_add_overflow(a, b, &sum)) return sum;
  return a < 0 ? std::numeric_limits<Minor>::min() : std::numeric_limits<Minor>::max();
}

}  // namespace headroom
