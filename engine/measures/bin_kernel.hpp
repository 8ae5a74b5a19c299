// The inner loop that puts the amounts of a block into bins.
#pragma once

#include <cstddef>
#include <cstdint>

#include "engine/measures/amount_layout.hpp"

namespace headroom {

/// Slots of counts that one amount has: its bins, its atoms, and one for what lies outside all bins; filled up to whole
/// cache lines, and to no power of two, so that the rows of many amounts do not compete for the same places of a cache.
inline constexpr std::size_t slots_per_amount = BinLayout::bin_count + 16;
inline constexpr std::size_t first_atom_slot = BinLayout::bin_count;
inline constexpr std::size_t outside_slot = first_atom_slot + BinLayout::atom_max;

/// Counts one amount of the `block_lanes` paths of a block, each in its slot.
///
/// `amounts`: [block_lanes], 64-byte aligned. `counts`: [slots_per_amount]. `sum`: of the amounts.
/// `outside`: how many lie outside all bins.
struct BinnedRow {
  const BinLayout* bins = nullptr;
  const Minor* amounts = nullptr;
  std::uint16_t* counts = nullptr;
  Minor sum = 0;
  std::size_t outside = 0;
};

/// Counts each row as said, in vectors as wide as the machine has. No bit depends on their width.
void count_rows(BinnedRow* rows, std::size_t row_count) noexcept;

/// Whether an amount lies in none of the bins.
inline bool is_outside(const BinLayout& bins, Minor amount) noexcept {
  return (static_cast<std::uint64_t>(amount - bins.origin) >> bins.width_bits) >= BinLayout::bin_count;
}

/// The slot of one amount: what count_rows does, one by one.
std::size_t slot_of(const BinLayout& bins, Minor amount) noexcept;

}  // namespace headroom
