// The kernel's inner loops, once for each instruction set.
//
// What decides is always the same double arithmetic: L = shared + own x normal number against a threshold. But nearly all lanes
// are nowhere near a threshold. So a threshold of L becomes, for each lane, a threshold of the 32-bit draw itself, known to a
// few thousand units, and one comparison of integers settles the lane; late payments are placed by an estimate in single precision.
// The few lanes that lie within the error of an estimate are worked out in doubles, one at a time (`exact_*`). So every instruction set
// gives the same bits, whatever its estimates are.

#include "engine/path_lanes.hpp"

#include <algorithm>
#include <bit>
#include <cmath>

#include "engine/lane_estimates.hpp"
#include "engine/normal_table.hpp"
#include "engine/random_stream.hpp"
#include "models/money.hpp"
#include "models/normal.hpp"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "engine/path_lanes.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include "engine/lane_draws-inl.hpp"
#include "engine/lane_normal-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace headroom::HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

using Amounts = hn::ScalableTag<std::int64_t>;
using LaneMask = std::uint64_t;  // one bit a lane
constexpr LaneMask all_lanes = ~LaneMask{0};

/// A realised size never exceeds this, so that no sum of a plan can overflow.
constexpr double size_max = 1e13;

/// Bits of a vector's mask, for the lanes from `first` on.
template <class D, class M>
HWY_INLINE LaneMask bits_of(D d, M mask, std::size_t first) {
#if HWY_TARGET <= HWY_AVX3 && HWY_ARCH_X86
  (void)d;
  return LaneMask{mask.raw} << first;  // a mask is a register of bits
#else
  LaneMask bits = 0;
  hn::StoreMaskBits(d, mask, reinterpret_cast<std::uint8_t*>(&bits));
  return (bits & (all_lanes >> (64 - hn::Lanes(d)))) << first;
#endif
}

template <class D>
HWY_INLINE hn::Mask<D> mask_of(D d, LaneMask bits, std::size_t first) {
#if HWY_TARGET <= HWY_AVX3 && HWY_ARCH_X86
  (void)d;
  hn::Mask<D> mask;
  mask.raw = static_cast<decltype(mask.raw)>(bits >> first);
  return mask;
#else
  const LaneMask from_first = bits >> first;
  return hn::LoadMaskBits(d, reinterpret_cast<const std::uint8_t*>(&from_first));
#endif
}

/// A threshold of L as thresholds of the draw: below `low` L is surely below it, above `high` surely not.
struct DrawThresholds {
  alignas(64) std::uint32_t low[block_lanes];
  alignas(64) std::uint32_t high[block_lanes];
};

/// Where the lanes of a block stand to a threshold of L.
struct Sides {
  LaneMask below = 0, in_doubt = 0;
};

class LaneKernel {
 public:
  LaneKernel(const BlockOfPaths& block, Tiles& tiles) noexcept
      : plan_(*block.plan),
        table_(normal_table()),
        first_block_(block.first_path / 4),
        tiles_(tiles),
        factors_(block.factors),
        days_end_(static_cast<std::int32_t>(plan_.settled_day.size())) {
    if (factors_) std::copy_n(factors_->market.begin(), block_lanes, market_);
    else normals(plan_.market_key, market_);
    draw_lanes(plan_.approval_key, first_block_, tiles_.approval_draw.data());
  }

  void play() noexcept {
    for (std::size_t i = 0; i + 1 < plan_.counterparties.exposure_begin.size(); ++i) play_counterparty(i);
  }

 private:
  /// The normal draws of a stream on the block's paths.
  void normals(std::uint64_t key, double* HWY_RESTRICT out) noexcept {
    const Doubles d;
    draw_lanes(key, first_block_, draws_);
    for (std::size_t lane = 0; lane < block_lanes; lane += hn::Lanes(d)) hn::Store(exact_normal(table_, draws_ + lane), d, out + lane);
  }

  /// L of one use of an item on all lanes: what it shares with its counterparty, and its own draw.
  void latents(std::uint64_t key, double* HWY_RESTRICT out) noexcept {
    const Doubles d;
    normals(key, out);
    const auto own = hn::Set(d, plan_.own_loading);
    for (std::size_t lane = 0; lane < block_lanes; lane += hn::Lanes(d))
      hn::Store(hn::Add(hn::Load(d, shared_ + lane), hn::Mul(own, hn::Load(d, out + lane))), d, out + lane);
  }

  /// The same for one lane of the stream whose draws were made last.
  double exact_latent(std::size_t lane) const noexcept { return shared_[lane] + plan_.own_loading * table_.value(draws_[lane]); }

  /// What is decided in doubles, lane by lane, of those in doubt.
  LaneMask exactly_below(LaneMask in_doubt, double threshold) const noexcept {
    LaneMask below = 0;
    for (; in_doubt != 0; in_doubt &= in_doubt - 1) {
      const auto lane = static_cast<std::size_t>(std::countr_zero(in_doubt));
      below |= LaneMask{exact_latent(lane) < threshold} << lane;
    }
    return below;
  }

  void play_counterparty(std::size_t i) noexcept {
    const CounterpartyColumns& columns = plan_.counterparties;
    const std::int32_t begin = columns.exposure_begin[i], end = columns.exposure_begin[i + 1];
    if (begin == end) return;
    share_factors(i);
    cancelling_threshold_ = never_below;
    for (std::int32_t row = begin; row < end; ++row)
      cancelling_threshold_ = std::max(cancelling_threshold_, plan_.exposures.cancellation_threshold[static_cast<std::size_t>(row)]);
    if (cancelling_threshold_ > never_below) find_thresholds(cancelling_threshold_, cancelling_);
    paying_law_ = -1;
    failing_ = columns.failure_begin[i] >= 0;
    if (failing_) find_failures(i);
    for (std::int32_t row = begin; row < end; ++row) play_exposure(static_cast<std::size_t>(row));
  }

  void share_factors(std::size_t i) noexcept {
    const Doubles d;
    const hn::Rebind<float, Doubles> df;
    const auto market = hn::Set(d, plan_.market_loading), counterparty = hn::Set(d, plan_.counterparty_loading);
    if (factors_) std::copy_n(factors_->counterparties.begin() + static_cast<std::ptrdiff_t>(i * block_lanes), block_lanes, shared_);
    else if (plan_.counterparty_loading > 0.0) normals(plan_.counterparties.factor_key[i], shared_);
    else std::fill_n(shared_, block_lanes, 0.0);
    for (std::size_t lane = 0; lane < block_lanes; lane += hn::Lanes(d)) {
      const auto sum = hn::Add(hn::Mul(market, hn::Load(d, market_ + lane)), hn::Mul(counterparty, hn::Load(d, shared_ + lane)));
      hn::Store(sum, d, shared_ + lane);
      hn::Store(hn::DemoteTo(df, sum), df, shared_estimate_ + lane);
    }
  }

  /// The draws at which L passes a threshold, lane by lane.
  void find_thresholds(double threshold, DrawThresholds& out) noexcept {
    const Floats d;
    const Bits du;
    const double own = plan_.own_loading, reach = 13.0 + std::min(std::abs(threshold), 13.0);
    // Beside the estimate's own error: (threshold - shared) / own in floats, three roundings of at most 2^-24 each.
    const double rounding = own > 0.0 ? 0x1p32 * 0.4 * 0x1p-22 * reach / own : 0x1p32;
    const auto error = hn::Set(du, static_cast<std::uint32_t>(std::min(estimate::share_error + rounding, 4294967295.0)));
    const auto from = hn::Set(d, static_cast<float>(threshold)), scale = hn::Set(d, own > 0.0 ? static_cast<float>(1.0 / own) : 0.0f);
    for (std::size_t lane = 0; lane < block_lanes; lane += hn::Lanes(d)) {
      const auto share = estimated_share(hn::Mul(hn::Sub(from, hn::Load(d, shared_estimate_ + lane)), scale));
      hn::Store(hn::Sub(share, hn::Min(share, error)), du, out.low + lane);
      hn::Store(hn::Add(share, hn::Min(hn::Not(share), error)), du, out.high + lane);
    }
  }

  /// Sorts the draws made last by thresholds of the draw.
  Sides sides(const DrawThresholds& thresholds) const noexcept {
    const Bits d;
    Sides found;
    LaneMask above = 0;
    for (std::size_t lane = 0; lane < block_lanes; lane += hn::Lanes(d)) {
      const auto draws = hn::Load(d, draws_ + lane);
      found.below |= bits_of(d, hn::Lt(draws, hn::Load(d, thresholds.low + lane)), lane);
      above |= bits_of(d, hn::Gt(draws, hn::Load(d, thresholds.high + lane)), lane);
    }
    found.in_doubt = ~(found.below | above);
    return found;
  }

  /// The first day by which each path's counterparty has failed; beyond every item where it has not.
  void find_failures(std::size_t i) noexcept {
    const CounterpartyColumns& columns = plan_.counterparties;
    const double* thresholds = columns.failure_thresholds.data() + columns.failure_begin[i];
    const double* end = thresholds + columns.failure_days;
    std::fill_n(failure_day_, block_lanes, std::numeric_limits<std::int32_t>::max());
    find_thresholds(*(end - 1), deciding_);
    draw_lanes(columns.failure_key[i], first_block_, draws_);
    const Sides found = sides(deciding_);
    for (LaneMask left = found.below | found.in_doubt; left != 0; left &= left - 1) {
      const auto lane = static_cast<std::size_t>(std::countr_zero(left));
      const double* first = std::upper_bound(thresholds, end, exact_latent(lane));
      if (first != end) failure_day_[lane] = static_cast<std::int32_t>(first - thresholds) + 1;
    }
  }

  /// The lanes whose counterparty has failed by this day.
  LaneMask failed_by(std::int32_t day) const noexcept {
    const Integers d;
    LaneMask failed = 0;
    if (!failing_) return failed;
    for (std::size_t lane = 0; lane < block_lanes; lane += hn::Lanes(d))
      failed |= bits_of(d, hn::Lt(hn::Load(d, failure_day_ + lane), hn::Set(d, day + 1)), lane);
    return failed;
  }

  void play_exposure(std::size_t row) noexcept {
    const ExposureColumns& columns = plan_.exposures;
    LaneMask goes_ahead = all_lanes;
    if (columns.cancellation_threshold[row] > never_below) goes_ahead = ~cancelled(row);
    if (columns.last_failure_day[row] >= 0) goes_ahead &= ~failed_by(columns.last_failure_day[row]);
    sized_ = columns.size_law[row] >= 0;
    if (sized_) draw_sizes(static_cast<std::size_t>(columns.size_law[row]));
    else fixed_size_ = columns.receipt[row];
    for (std::int32_t due = columns.due_begin[row]; due < columns.due_begin[row + 1]; ++due)
      add_due(static_cast<std::size_t>(due), goes_ahead);
    add_receipts(row, goes_ahead);
  }

  LaneMask cancelled(std::size_t row) noexcept {
    const double threshold = plan_.exposures.cancellation_threshold[row];
    draw_lanes(plan_.exposures.cancellation_key[row], first_block_, draws_);
    const Sides found = sides(cancelling_);
    if (threshold == cancelling_threshold_) return found.below | exactly_below(found.in_doubt, threshold);
    const LaneMask candidates = found.below | found.in_doubt;  // the others are above a higher threshold than this
    return candidates == 0 ? 0 : cancelled_of(candidates, threshold);
  }

  /// The lanes among `candidates` whose L is below the threshold.
  LaneMask cancelled_of(LaneMask candidates, double threshold) noexcept {
    const Floats d;
    gather_lanes(candidates);
    const auto error = hn::Set(d, 2.0f * estimate::normal_error), limit = hn::Set(d, static_cast<float>(threshold));
    LaneMask below = 0, in_doubt = 0;  // by place among the candidates
    const auto count = static_cast<std::size_t>(std::popcount(candidates));
    for (std::size_t k = 0; k < count; k += hn::Lanes(d)) {
      const auto distance = hn::Sub(estimated_latent(k), limit);
      below |= bits_of(d, hn::Lt(distance, hn::Neg(error)), k);
      in_doubt |= bits_of(d, hn::Le(hn::Abs(distance), error), k);
    }
    LaneMask lanes = 0;
    for (std::size_t k = 0; k < count; ++k, candidates &= candidates - 1) {
      const LaneMask bit = candidates & (~candidates + 1);
      if (below >> k & 1) lanes |= bit;
      else if (HWY_UNLIKELY(in_doubt >> k & 1)) lanes |= exactly_below(bit, threshold);
    }
    return lanes;
  }

  /// Puts the draws made last, and what their lanes share, side by side for the lanes of a mask.
  void gather_lanes(LaneMask lanes) noexcept {
    const Bits du;
    const Floats d;
    std::size_t count = 0;
    for (std::size_t lane = 0; lane < block_lanes; lane += hn::Lanes(du)) {
      const auto mask = mask_of(du, lanes, lane);
      hn::StoreU(hn::Compress(hn::Load(du, draws_ + lane), mask), du, gathered_draws_ + count);
      const auto shared = hn::BitCast(du, hn::Load(d, shared_estimate_ + lane));
      hn::StoreU(hn::BitCast(d, hn::Compress(shared, mask)), d, gathered_shared_ + count);
      count += static_cast<std::size_t>(std::popcount(lanes >> lane & (all_lanes >> (64 - hn::Lanes(du)))));
    }
  }

  /// L of the gathered lanes from the k-th on, within 2 x `estimate::normal_error`.
  HWY_INLINE hn::Vec<Floats> estimated_latent(std::size_t k) const noexcept {
    const Floats d;
    const auto own = estimated_normal(hn::Load(Bits(), gathered_draws_ + k));
    return hn::MulAdd(own, hn::Set(d, static_cast<float>(plan_.own_loading)), hn::Load(d, gathered_shared_ + k));
  }

  void draw_sizes(std::size_t row) noexcept {
    const SizeLawColumns& columns = plan_.sizes;
    const double v = columns.volatility[row], w = columns.level_volatility[row];
    if (v > 0.0) latents(columns.period_key[row], latent_);
    if (w > 0.0) latents(columns.level_key[row], level_);
    for (std::size_t lane = 0; lane < block_lanes; ++lane) {
      double size = columns.expected[row];
      if (v > 0.0) size *= exponential(v * latent_[lane] - v * v / 2.0);
      if (w > 0.0) size *= exponential(w * level_[lane] - w * w / 2.0);
      size_[lane] = static_cast<Minor>(nearest_whole(std::min(size, size_max)));
    }
  }

  void add_due(std::size_t row, LaneMask goes_ahead) noexcept {
    const ExposureDueColumns& columns = plan_.exposure_dues;
    const Amounts d;
    Minor* tile =
        tiles_.dues[static_cast<std::size_t>(columns.tile[row])].data() + static_cast<std::size_t>(columns.day[row]) * block_lanes;
    const LaneMask due = columns.last_failure_day[row] >= 0 ? ~failed_by(columns.last_failure_day[row]) : all_lanes;
    const double per_size = columns.per_size[row];
    if (per_size != 0.0) {
      for (std::size_t lane = 0; lane < block_lanes; ++lane) {
        const double amount = std::clamp(nearest_whole(columns.fixed[row] + per_size * static_cast<double>(size_[lane])), 0.0, size_max);
        tile[lane] += due >> lane & 1 ? static_cast<Minor>(amount) : 0;
      }
      return;
    }
    const auto ahead = hn::Set(d, columns.if_goes_ahead[row]), cancelled = hn::Set(d, columns.if_cancelled[row]);
    for (std::size_t lane = 0; lane < block_lanes; lane += hn::Lanes(d)) {
      const auto amount = hn::IfThenElse(mask_of(d, goes_ahead, lane), ahead, cancelled);
      hn::Store(hn::Add(hn::Load(d, tile + lane), hn::IfThenElseZero(mask_of(d, due, lane), amount)), d, tile + lane);
    }
  }

  void add_receipts(std::size_t row, LaneMask goes_ahead) noexcept {
    const ExposureColumns& columns = plan_.exposures;
    const DelayLawColumns& laws = plan_.delay_laws;
    if (columns.delay_law[row] < 0) return add_together(columns.due_day[row], row, goes_ahead);
    const auto law = static_cast<std::size_t>(columns.delay_law[row]);
    if (laws.count[law] == 0) return;  // never paid within the horizon
    const double earliest = laws.thresholds[static_cast<std::size_t>(laws.begin[law])];
    if (columns.delay_law[row] != paying_law_) find_thresholds(earliest, paying_);
    paying_law_ = columns.delay_law[row];
    draw_lanes(columns.delay_key[row], first_block_, draws_);
    Sides found = sides(paying_);
    if (HWY_UNLIKELY(found.in_doubt != 0)) found.below |= exactly_below(found.in_doubt & goes_ahead, earliest);
    add_together(columns.due_day[row] + laws.first_days[law], row, goes_ahead & ~found.below);
    if (const LaneMask later = goes_ahead & found.below; later != 0) add_later(row, law, later);
  }

  /// The day on which a receipt settles that falls on an unmoved day; H + 1 where beyond the horizon.
  std::int32_t settled(std::int32_t unmoved) const noexcept {
    return unmoved < days_end_ ? plan_.settled_day[static_cast<std::size_t>(unmoved)] : plan_.horizon_days + 1;
  }

  /// Receipts that come on one day on all these lanes.
  void add_together(std::int32_t unmoved, std::size_t row, LaneMask lanes) noexcept {
    const Amounts d;
    const std::int32_t day = settled(std::max(unmoved, plan_.exposures.first_day[row]));
    if (day > plan_.horizon_days) return;
    lanes &= ~failed_by(day);
    Minor* tile = tiles_.receipts.data() + static_cast<std::size_t>(day) * block_lanes;
    const auto fixed = hn::Set(d, fixed_size_);
    for (std::size_t lane = 0; lane < block_lanes; lane += hn::Lanes(d)) {
      const auto amount = sized_ ? hn::Load(d, size_ + lane) : fixed;
      hn::Store(hn::Add(hn::Load(d, tile + lane), hn::IfThenElseZero(mask_of(d, lanes, lane), amount)), d, tile + lane);
    }
  }

  /// Receipts that come later than the law's earliest day, lane by lane.
  void add_later(std::size_t row, std::size_t law, LaneMask lanes) noexcept {
    gather_lanes(lanes);
    find_days(row, law, lanes);
    Minor* tile = tiles_.receipts.data();
    std::size_t k = 0;
    if (!sized_ && !failing_) {
      for (LaneMask left = lanes; left != 0; left &= left - 1, ++k)
        tile[static_cast<std::size_t>(days_[k]) * block_lanes + static_cast<std::size_t>(std::countr_zero(left))] += fixed_size_;
      return;
    }
    for (LaneMask left = lanes; left != 0; left &= left - 1, ++k) {
      const auto lane = static_cast<std::size_t>(std::countr_zero(left));
      const bool failed = failing_ && failure_day_[lane] <= days_[k];
      const auto day = static_cast<std::size_t>(failed ? plan_.horizon_days + 1 : days_[k]);
      tile[day * block_lanes + lane] += sized_ ? size_[lane] : fixed_size_;
    }
  }

  /// The settled day of each gathered lane; H + 1 where beyond the horizon, or never.
  void find_days(std::size_t row, std::size_t law, LaneMask lanes) noexcept {
    const DelayLawColumns& laws = plan_.delay_laws;
    const Integers di;
    const std::int32_t first = plan_.exposures.due_day[row] + laws.first_days[law];
    const auto first_day = hn::Set(di, plan_.exposures.first_day[row]), beyond = hn::Set(di, plan_.horizon_days + 1);
    const auto last = hn::Set(di, days_end_ - 1), none = hn::Set(di, laws.count[law] - 1), from = hn::Set(di, first);
    const auto count = static_cast<std::size_t>(std::popcount(lanes));
    for (std::size_t k = 0; k < count; k += hn::Lanes(di)) {
      LaneMask in_doubt = 0;
      auto j = estimated_steps(law, k, in_doubt);
      if (k + hn::Lanes(di) > count) in_doubt &= (LaneMask{1} << (count - k)) - 1;
      if (HWY_UNLIKELY(in_doubt != 0)) {
        hn::Store(j, di, days_ + k);
        for (; in_doubt != 0; in_doubt &= in_doubt - 1) search_steps(law, k + static_cast<std::size_t>(std::countr_zero(in_doubt)), lanes);
        j = hn::Load(di, days_ + k);
      }
      const auto unmoved = hn::Max(hn::Add(from, j), first_day);
      const auto is_beyond = hn::Or(hn::Gt(unmoved, last), hn::Gt(j, none));
      const auto settled = hn::GatherIndex(di, plan_.settled_day.data(), hn::Min(unmoved, last));
      hn::Store(hn::IfThenElse(is_beyond, beyond, settled), di, days_ + k);
    }
  }

  /// How many days after a law's earliest one the gathered lanes from the k-th on pay, and which of them an estimate cannot tell.
  HWY_INLINE hn::Vec<Integers> estimated_steps(std::size_t law, std::size_t k, LaneMask& in_doubt) const noexcept {
    const DelayLawColumns& laws = plan_.delay_laws;
    const Floats d;
    const Integers di;
    const Bits du;
    const auto latent = estimated_latent(k);
    const auto unit = hn::Set(d, laws.cells_per_unit[law]), highest = hn::Set(d, static_cast<float>(laws.cell_count[law]) - 0.5f);
    const auto place = hn::Min(hn::Mul(hn::Sub(latent, hn::Set(d, laws.cell_lowest[law])), unit), highest);
    const auto error = hn::Set(d, laws.cell_error[law]);
    const auto below = hn::Lt(place, hn::Neg(error));
    const auto cell = hn::ConvertTo(di, hn::Max(place, hn::Zero(d)));
    const auto entry =
        hn::BitCast(du, hn::GatherIndex(di, reinterpret_cast<const std::int32_t*>(laws.cells.data()) + laws.cell_begin[law], cell));
    const auto passage = hn::BitCast(di, hn::And(entry, hn::Set(du, DelayLawColumns::nothing_passes)));
    const auto passage_place = hn::Mul(hn::ConvertTo(d, passage), hn::Set(d, 1.0f / static_cast<float>(DelayLawColumns::passage_units)));
    const auto past = hn::Sub(hn::Sub(place, hn::ConvertTo(d, cell)), passage_place);
    const auto steps = hn::BitCast(di, hn::ShiftRight<DelayLawColumns::passage_bits>(entry));
    const auto doubt = hn::Or(hn::Le(hn::Abs(past), error), hn::RebindMask(d, hn::Eq(steps, hn::Set(di, 0xFFF))));
    in_doubt = bits_of(d, hn::AndNot(below, doubt), 0);
    const auto j = hn::Add(hn::Sub(steps, hn::Set(di, 1)),
                           hn::BitCast(di, hn::IfThenElseZero(hn::Lt(past, hn::Zero(d)), hn::BitCast(d, hn::Set(di, 1)))));
    return hn::IfThenElse(hn::RebindMask(di, below), hn::Set(di, laws.below_cells[law]), j);
  }

  /// The same, in doubles, for the k-th of the lanes.
  void search_steps(std::size_t law, std::size_t k, LaneMask lanes) noexcept {
    for (std::size_t i = 0; i < k; ++i) lanes &= lanes - 1;
    const double latent = exact_latent(static_cast<std::size_t>(std::countr_zero(lanes)));
    const double* thresholds = plan_.delay_laws.thresholds.data() + plan_.delay_laws.begin[law];
    const double* end = thresholds + plan_.delay_laws.count[law];
    days_[k] = static_cast<std::int32_t>(std::partition_point(thresholds, end, [latent](double threshold) { return latent < threshold; }) -
                                         thresholds);
  }

  const Plan& plan_;
  const NormalTable& table_;
  std::uint64_t first_block_;
  Tiles& tiles_;
  const FactorDraws* factors_;
  std::int32_t days_end_;  // of `settled_day`

  alignas(64) double market_[block_lanes], shared_[block_lanes], latent_[block_lanes], level_[block_lanes];
  alignas(64) float shared_estimate_[block_lanes];
  alignas(64) std::uint32_t draws_[block_lanes];  // of the stream in hand
  DrawThresholds cancelling_, paying_, deciding_;
  double cancelling_threshold_ = never_below;  // the highest of the counterparty in hand
  std::int32_t paying_law_ = -1;
  alignas(64) std::int32_t failure_day_[block_lanes];
  alignas(64) Minor size_[block_lanes];
  Minor fixed_size_ = 0;
  bool sized_ = false, failing_ = false;

  // Of the lanes gathered last; compressed vectors are stored whole, so one more vector's room.
  alignas(64) std::uint32_t gathered_draws_[2 * block_lanes];
  alignas(64) float gathered_shared_[2 * block_lanes];
  alignas(64) std::int32_t days_[2 * block_lanes];
};

void play_lanes(const BlockOfPaths& block, Tiles& tiles) { LaneKernel(block, tiles).play(); }

}  // namespace headroom::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace headroom {

HWY_EXPORT(play_lanes);

void play_lanes(const BlockOfPaths& block, Tiles& tiles) noexcept { HWY_DYNAMIC_DISPATCH(play_lanes)(block, tiles); }

}  // namespace headroom
#endif
