// Receipts that wait to be added to a tile. Included once an instruction set, see path_lanes.cpp.

#if defined(HEADROOM_LANE_RECEIPTS) == defined(HWY_TARGET_TOGGLE)
#ifdef HEADROOM_LANE_RECEIPTS
#undef HEADROOM_LANE_RECEIPTS
#else
#define HEADROOM_LANE_RECEIPTS
#endif

#include <hwy/highway.h>

#include <algorithm>
#include <cstdint>

#include "engine/paths/lane_batch-inl.hpp"
#include "engine/paths/lane_days-inl.hpp"
#include "engine/paths/tiles.hpp"

HWY_BEFORE_NAMESPACE();
namespace headroom::HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

/// What the entries of a batch add to a tile of narrow receipts, to be added along with the next draws: these keep the
/// vector units busy, the scattered sums the rest.
class PendingReceipts {
 public:
  /// Keeps a batch. `some_stay`: entries that do not go ahead add nothing. Requires: nothing is pending. Shape: days
  /// [Batch::room]
  HWY_INLINE void keep(const Batch& batch, const std::int32_t* HWY_RESTRICT days, const RowConstants& rows,
                       bool some_stay) noexcept {
    const Integers d;
    const Bits du;
    for (std::size_t k = 0; k < batch.size; k += hn::Lanes(d)) {
      const auto entry = hn::Load(du, batch.entries + k);
      const auto row = hn::ShiftRight<lane_bits>(entry), lane = hn::And(entry, hn::Set(du, block_lanes - 1));
      auto amount = look_up<rows_max>(rows.amounts, row);
      if (some_stay) amount = hn::IfThenElseZero(hn::RebindMask(d, goes_ahead(rows, row, lane)), amount);
      hn::Store(hn::Or(hn::ShiftLeft<lane_bits>(hn::Load(d, days + k)), hn::BitCast(d, lane)), d, places_ + k);
      hn::Store(amount, d, amounts_ + k);
    }
    begin_ = 0;
    end_ = batch.size;
  }

  /// Adds the next of what is pending, at most so many.
  HWY_INLINE void add(Tiles& tiles, std::size_t most) noexcept {
    std::int32_t* HWY_RESTRICT tile = tiles.narrow_receipts.data();
    const std::size_t end = std::min(end_, begin_ + most);
    HWY_UNROLL(4)
    for (std::size_t k = begin_; k < end; ++k) tile[places_[k]] += amounts_[k];
    begin_ = end;
  }

 private:
  /// Whether entries go ahead, by their rows and lanes.
  template <class V>
  static HWY_INLINE hn::Mask<Bits> goes_ahead(const RowConstants& rows, V row, V lane) noexcept {
    const Bits d;
    const auto lower = look_up<rows_max>(rows.goes_ahead[0], row), upper = look_up<rows_max>(rows.goes_ahead[1], row);
    const auto half = hn::IfThenElse(hn::TestBit(lane, hn::Set(d, 32)), upper, lower);
    return hn::TestBit(hn::Shr(half, hn::And(lane, hn::Set(d, 31))), hn::Set(d, 1));
  }

  alignas(64) std::int32_t places_[Batch::room], amounts_[Batch::room];  // of the tile
  std::size_t begin_ = 0, end_ = 0;
};

}  // namespace headroom::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
