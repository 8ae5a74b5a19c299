#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "engine/pilot.hpp"

namespace headroom {

/// Slots of counts that one amount has: its bins, then its piles; filled up to whole cache lines, and to no power of two, so that the
/// rows of many amounts do not compete for the same places of a cache.
inline constexpr std::size_t slots_per_amount = BinLayout::bin_count + 16;

/// Counts one amount of the `block_lanes` paths of a block, each in its slot.
///
/// `amounts`: [block_lanes], 64-byte aligned, each below 2^53 in size. `counts`: [slots_per_amount]. `sum`: of the amounts.
/// Counts nothing and returns false where an amount lies outside all bins.
struct BinnedRow {
  const BinLayout* bins = nullptr;
  const Minor* amounts = nullptr;
  std::uint32_t* counts = nullptr;
  Minor sum = 0;
  bool is_counted = false;
};

/// Counts each row as said, in vectors as wide as the machine has. No bit depends on their width.
void count_rows(BinnedRow* rows, std::size_t row_count) noexcept;

/// The slot of one amount; `slots_per_amount` where it lies outside all bins. What count_rows does, one by one.
std::size_t slot_of(const BinLayout& bins, Minor amount) noexcept;

}  // namespace headroom
