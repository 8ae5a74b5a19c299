#include "engine/bin_kernel.hpp"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "engine/bin_kernel.cpp"
#include <hwy/foreach_target.h>  // this file again for each instruction set
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace headroom {
namespace HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

void CountRow(BinnedRow& row) {
  const hn::ScalableTag<Minor> amount_tag;
  const hn::ScalableTag<std::uint64_t> slot_tag;
  const std::size_t lanes = hn::Lanes(amount_tag);
  const BinLayout& bins = *row.bins;
  const auto origin = hn::Set(amount_tag, bins.origin);
  alignas(64) std::uint64_t slots[block_lanes];
  auto sum = hn::Zero(amount_tag);
  auto all_bits = hn::Zero(slot_tag);
  for (std::size_t lane = 0; lane < block_lanes; lane += lanes) {
    const auto amount = hn::Load(amount_tag, row.amounts + lane);
    sum = hn::Add(sum, amount);
    const auto slot = hn::ShiftRightSame(hn::BitCast(slot_tag, hn::Sub(amount, origin)), bins.width_bits);
    all_bits = hn::Or(all_bits, slot);
    hn::Store(slot, slot_tag, slots + lane);
  }
  row.is_counted = hn::AllTrue(slot_tag, hn::Eq(hn::ShiftRight<10>(all_bits), hn::Zero(slot_tag)));
  static_assert(BinLayout::bin_count == 1U << 10);
  if (!row.is_counted) return;
  row.sum = hn::GetLane(hn::SumOfLanes(amount_tag, sum));
  for (std::size_t pile = 0; pile < bins.pile_count; ++pile) {
    const auto shared = hn::Set(amount_tag, bins.piles[pile]);
    const auto pile_slot = hn::Set(slot_tag, BinLayout::bin_count + pile);
    for (std::size_t lane = 0; lane < block_lanes; lane += lanes) {
      const auto is_shared = hn::RebindMask(slot_tag, hn::Eq(hn::Load(amount_tag, row.amounts + lane), shared));
      hn::Store(hn::IfThenElse(is_shared, pile_slot, hn::Load(slot_tag, slots + lane)), slot_tag, slots + lane);
    }
  }
  for (std::size_t lane = 0; lane < block_lanes; ++lane) ++row.counts[slots[lane]];
}

void CountRows(BinnedRow* rows, std::size_t row_count) {
  for (std::size_t i = 0; i < row_count; ++i) CountRow(rows[i]);
}

}  // namespace HWY_NAMESPACE
}  // namespace headroom
HWY_AFTER_NAMESPACE();

#if HWY_ONCE

namespace headroom {

HWY_EXPORT(CountRows);

void count_rows(BinnedRow* rows, std::size_t row_count) noexcept { HWY_DYNAMIC_DISPATCH(CountRows)(rows, row_count); }

std::size_t slot_of(const BinLayout& bins, Minor amount) noexcept {
  for (std::size_t pile = 0; pile < bins.pile_count; ++pile)
    if (amount == bins.piles[pile]) return BinLayout::bin_count + pile;
  const std::uint64_t slot = (static_cast<std::uint64_t>(amount) - static_cast<std::uint64_t>(bins.origin)) >> bins.width_bits;
  return slot < BinLayout::bin_count ? static_cast<std::size_t>(slot) : slots_per_amount;
}

}  // namespace headroom

#endif
