// A sum that stays at the outermost number instead of overflowing.
#pragma once

#include <limits>

#include "models/money.hpp"

namespace headroom {

/// The sum of two amounts; where 64 bits do not hold it, the outermost number on its side, so that what checks it finds
/// it too large.
inline Minor saturated_sum(Minor a, Minor b) {
  Minor sum = 0;
  if (!__builtin_add_overflow(a, b, &sum)) return sum;
  return a < 0 ? std::numeric_limits<Minor>::min() : std::numeric_limits<Minor>::max();
}

}  // namespace headroom
