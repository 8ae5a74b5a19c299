// One plan while a block of it is played: where it stands, and how receipts come to lie in its tiles. Included once an
// instruction set, see path_lanes.cpp.

#if defined(HEADROOM_PLAYED_PLAN) == defined(HWY_TARGET_TOGGLE)
#ifdef HEADROOM_PLAYED_PLAN
#undef HEADROOM_PLAYED_PLAN
#else
#define HEADROOM_PLAYED_PLAN
#endif

#include <hwy/highway.h>

#include <algorithm>
#include <cstdint>

#include "engine/lanes/lane_vectors-inl.hpp"
#include "engine/paths/block_of_paths.hpp"
#include "engine/paths/lane_days-inl.hpp"
#include "engine/paths/lane_latents-inl.hpp"
#include "engine/paths/lane_sizes-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace headroom::HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

/// One plan while a block of it is played: the counterparty and the rows that it has come to, and where their receipts
/// are added.
struct PlayedPlan {
  PlayedPlan(const BlockOfPaths& block, SharedDraws* shared) noexcept
      : plan(*block.plan),
        tiles(*block.tiles),
        latents(block, shared),
        days_end(static_cast<std::int32_t>(plan.settled_day.size())) {}

  const Plan& plan;
  Tiles& tiles;
  Latents latents;
  std::int32_t days_end;  // of `settled_day`

  bool may_fail = false;                              // whether the counterparty may fail; then:
  alignas(64) std::int32_t failure_day[block_lanes];  // the first day by which it has failed

  std::size_t first_row = 0;  // of those that are played
  RowConstants rows;
  LaneMask goes_ahead[rows_max];
  LaneMask late[rows_max];  // paid later than the law's earliest day; lanes too near to it to tell are among them
  bool is_sized = false;    // whether the row that is played has a random size; then:
  Sizes sizes;

  /// Whether receipts are added in 32 bits, on their days as they come.
  bool adds_narrow() const noexcept { return plan.has_narrow_receipts && !may_fail; }

  /// The day on which a receipt settles that falls on an unmoved day; H + 1 where beyond the horizon.
  std::int32_t settled(std::int32_t unmoved) const noexcept {
    return unmoved < days_end ? plan.settled_day[static_cast<std::size_t>(unmoved)] : plan.horizon_days + 1;
  }

  /// The lanes whose counterparty has failed by this day.
  LaneMask failed_by(std::int32_t day) const noexcept {
    const Integers d;
    LaneMask failed = 0;
    if (!may_fail) return failed;
    for (std::size_t lane = 0; lane < block_lanes; lane += hn::Lanes(d))
      failed |= bits_of(d, hn::Lt(hn::Load(d, failure_day + lane), hn::Set(d, day + 1)), lane);
    return failed;
  }

  /// Adds one receipt on its settled day, unless the counterparty has failed by then.
  HWY_INLINE void add_receipt(std::size_t row, std::size_t lane, std::int32_t settled_day) noexcept {
    const bool failed = may_fail && failure_day[lane] <= settled_day;
    const std::size_t day = failed ? plan.day_count() : static_cast<std::size_t>(settled_day);
    const std::size_t place = day * block_lanes + lane;
    const Minor amount = is_sized ? sizes.received()[lane] : plan.exposures.receipt[row];
    if (plan.has_narrow_receipts) tiles.narrow_receipts[place] += static_cast<std::int32_t>(amount);
    else wide_receipts(row)[place] += amount;
  }

  /// Adds the receipts of a row that come on one day on all these lanes.
  void add_together(std::int32_t unmoved, std::size_t row, LaneMask lanes) noexcept {
    const std::int32_t day = settled(std::max(unmoved, plan.exposures.first_day[row]));
    if (day > plan.horizon_days) return;
    lanes &= ~failed_by(day);
    const std::size_t first = static_cast<std::size_t>(day) * block_lanes;
    const Minor receipt = plan.exposures.receipt[row];
    if (plan.has_narrow_receipts) {
      const Integers d;
      const auto amount = hn::Set(d, static_cast<std::int32_t>(receipt));
      add_where(d, lanes, tiles.narrow_receipts.data() + first, [amount](std::size_t) { return amount; });
    } else {
      const Amounts d;
      const auto fixed = hn::Set(d, receipt);
      add_where(d, lanes, wide_receipts(row) + first,
                [this, d, fixed](std::size_t lane) { return is_sized ? hn::Load(d, sizes.received() + lane) : fixed; });
    }
  }

  /// Keeps on which day a followed row is paid on one lane.
  void keep_day(std::size_t k, std::size_t lane, std::int32_t settled_day) noexcept {
    if (const std::int32_t place = rows.followed[k]; place >= 0)
      tiles.followed.paid_days[static_cast<std::size_t>(place) * block_lanes + lane] = settled_day;
  }

 private:
  /// Where receipts of a row are added: those with a factor go to a tile of their own.
  Minor* wide_receipts(std::size_t row) noexcept {
    const std::vector<std::int32_t>& factor_tiles = plan.exposures.factor_tile;
    const bool has_factor = !factor_tiles.empty() && factor_tiles[row] >= 0;
    return has_factor ? tiles.dues[static_cast<std::size_t>(factor_tiles[row])].data() : tiles.receipts.data();
  }

  /// Adds amount_of(lane) on the lanes given.
  template <class D, class T, class AmountOf>
  static HWY_INLINE void add_where(D d, LaneMask lanes, T* HWY_RESTRICT row, AmountOf&& amount_of) noexcept {
    for (std::size_t lane = 0; lane < block_lanes; lane += hn::Lanes(d))
      hn::Store(hn::Add(hn::Load(d, row + lane), hn::IfThenElseZero(mask_of(d, lanes, lane), amount_of(lane))), d,
                row + lane);
  }
};

}  // namespace headroom::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
