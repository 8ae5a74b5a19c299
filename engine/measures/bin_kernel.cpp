#include "engine/measures/bin_kernel.hpp"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "engine/measures/bin_kernel.cpp"
#include <hwy/foreach_target.h>  // this file again for each instruction set
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace headroom {
namespace HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

constexpr int bin_count_bits = 10;
static_assert(BinLayout::bin_count == std::size_t{1} << bin_count_bits);

void count_row(BinnedRow& row) {
  const hn::ScalableTag<Minor> amount_tag;
  const hn::ScalableTag<std::uint64_t> slot_tag;
  const BinLayout& bins = *row.bins;
  const auto origin = hn::Set(amount_tag, bins.origin);
  alignas(64) std::uint64_t slots[block_lanes];
  auto sum = hn::Zero(amount_tag);
  auto all_bits = hn::Zero(slot_tag);
  for (std::size_t lane = 0; lane < block_lanes; lane += hn::Lanes(amount_tag)) {
    const auto amount = hn::Load(amount_tag, row.amounts + lane);
    sum = hn::Add(sum, amount);
    const auto slot = hn::ShiftRightSame(hn::BitCast(slot_tag, hn::Sub(amount, origin)), bins.width_bits);
    all_bits = hn::Or(all_bits, slot);
    hn::Store(slot, slot_tag, slots + lane);
  }
  row.sum = hn::GetLane(hn::SumOfLanes(amount_tag, sum));
  row.outside = 0;
  if (!hn::AllTrue(slot_tag, hn::Eq(hn::ShiftRight<bin_count_bits>(all_bits), hn::Zero(slot_tag)))) {
    for (std::uint64_t& slot : slots) {
      if (slot < BinLayout::bin_count) continue;
      slot = outside_slot;
      ++row.outside;
    }
  }
  for (std::size_t atom = 0; atom < bins.atom_count; ++atom) {
    const auto shared = hn::Set(amount_tag, bins.atoms[atom]);
    const auto atom_slot = hn::Set(slot_tag, first_atom_slot + atom);
    for (std::size_t lane = 0; lane < block_lanes; lane += hn::Lanes(amount_tag)) {
      const auto is_shared = hn::RebindMask(slot_tag, hn::Eq(hn::Load(amount_tag, row.amounts + lane), shared));
      hn::Store(hn::IfThenElse(is_shared, atom_slot, hn::Load(slot_tag, slots + lane)), slot_tag, slots + lane);
    }
  }
  for (const std::uint64_t slot : slots) ++row.counts[slot];
}

void count_rows_of_lanes(BinnedRow* rows, std::size_t row_count) {
  for (std::size_t i = 0; i < row_count; ++i) count_row(rows[i]);
}

}  // namespace HWY_NAMESPACE
}  // namespace headroom
HWY_AFTER_NAMESPACE();

#if HWY_ONCE

namespace headroom {

HWY_EXPORT(count_rows_of_lanes);

void count_rows(BinnedRow* rows, std::size_t row_count) noexcept {
  HWY_DYNAMIC_DISPATCH(count_rows_of_lanes)(rows, row_count);
}

std::size_t slot_of(const BinLayout& bins, Minor amount) noexcept {
  for (std::size_t atom = 0; atom < bins.atom_count; ++atom)
    if (amount == bins.atoms[atom]) return first_atom_slot + atom;
  return is_outside(bins, amount) ? outside_slot : static_cast<std::size_t>((amount - bins.origin) >> bins.width_bits);
}

}  // namespace headroom

#endif
