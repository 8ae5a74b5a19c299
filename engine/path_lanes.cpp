// The kernel's inner loops, once for each instruction set.
//
// What decides is always the same double arithmetic: L = shared + own x normal number against a threshold. But nearly all lanes
// are nowhere near a threshold. So a threshold of L becomes, for each lane, a threshold of the 32-bit draw itself, known to a
// few thousand units, and one comparison of integers settles the lane; late payments are placed by an estimate in single precision.
// The few lanes that lie within the error of an estimate are worked out in doubles, one at a time (`exact_*`). So every instruction set
// gives the same bits, whatever its estimates are.

#include "engine/path_lanes.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <memory>

#include "engine/lane_estimates.hpp"
#include "models/money.hpp"
#include "models/normal.hpp"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "engine/path_lanes.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include "engine/lane_batch-inl.hpp"
#include "engine/lane_days-inl.hpp"
#include "engine/lane_draws-inl.hpp"
#include "engine/lane_latents-inl.hpp"
#include "engine/lane_normal-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace headroom::HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

/// A realised size never exceeds this, so that no sum of a plan can overflow.
constexpr double size_max = 1e13;

class LaneKernel {
 public:
  LaneKernel(const BlockOfPaths& block, Scratch& scratch, SharedDraws* shared) noexcept
      : block_(block),
        scratch_(scratch),
        plan_(*block.plan),
        latents_(block, shared),
        tiles_(*block.tiles),
        days_end_(static_cast<std::int32_t>(plan_.settled_day.size())) {
    Counters(block.first_path / 4).draw(plan_.approval_key, tiles_.approval_draw.data());
  }

  /// Takes a counterparty in hand, and says how many rows it has. `keeps_days`: whether another kernel asks when they are paid.
  std::size_t begin_counterparty(std::size_t i, bool keeps_days) noexcept {
    keeps_days_ = keeps_days;
    const CounterpartyColumns& columns = plan_.counterparties;
    begin_row_ = static_cast<std::size_t>(columns.exposure_begin[i]);
    const std::size_t rows = static_cast<std::size_t>(columns.exposure_begin[i + 1]) - begin_row_;
    if (rows == 0) return 0;
    likeness_ = block_.likeness ? block_.likeness[i] : std::uint8_t{0};
    latents_.share_factors(i);
    paying_law_ = -1;
    level_key_ = 0;
    failing_ = columns.failure_begin[i] >= 0;
    if (failing_) find_failures(i);
    return rows;
  }

  /// Plays rows of the counterparty in hand, at most rows_max. `first`: the kernel that has just played the same rows under the
  /// first plan; null where this is it.
  void play_rows(std::size_t begin, std::size_t rows, const LaneKernel* first) noexcept {
    first_row_ = begin_row_ + begin;
    first_ = first;
    if (plan_.has_narrow_receipts)
      for (std::size_t k = 0; k < rows; ++k) scratch_.row_amounts[k] = static_cast<std::int32_t>(plan_.exposures.receipt[first_row_ + k]);
    cancel_rows(rows);
    for (std::size_t k = 0; k < rows; ++k) play_exposure(k);
    place_later();
  }

  ~LaneKernel() { add_pending(Batch::room); }

 private:
  /// The first day by which each path's counterparty has failed; beyond every item where it has not.
  void find_failures(std::size_t i) noexcept {
    const CounterpartyColumns& columns = plan_.counterparties;
    const double* thresholds = columns.failure_thresholds.data() + columns.failure_begin[i];
    const double* end = thresholds + columns.failure_days;
    std::fill_n(failure_day_, block_lanes, std::numeric_limits<std::int32_t>::max());
    latents_.find_thresholds(*(end - 1), deciding_);
    latents_.draw(columns.failure_key[i]);
    const Sides found = latents_.sides(deciding_);
    for (LaneMask left = found.below | found.in_doubt; left != 0; left &= left - 1) {
      const auto lane = static_cast<std::size_t>(std::countr_zero(left));
      const double* first = std::upper_bound(thresholds, end, latents_.exact(lane));
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

  /// What draws cancel near a place of L: expanded when a counterparty first needs it.
  const DrawExpansion& expansion_about(std::int32_t place) noexcept {
    DrawExpansion& expansion = cancelling_[static_cast<std::size_t>(place) % expansions_max];
    if (expansion.place_index != place) latents_.expand(place, expansion);
    return expansion;
  }

  /// Which lanes of each row go ahead.
  void cancel_rows(std::size_t rows) noexcept {
    const ExposureColumns& columns = plan_.exposures;
    if (first_ && (likeness_ & Likeness::cancellations) != 0) {
      std::copy_n(first_->goes_ahead_, rows, goes_ahead_);
      return;
    }
    for (std::size_t k = 0; k < rows; ++k) {
      const std::size_t row = first_row_ + k;
      add_pending(pending_at_once);
      const double threshold = columns.cancellation_threshold[row];
      goes_ahead_[k] = columns.last_failure_day[row] >= 0 ? ~failed_by(columns.last_failure_day[row]) : all_lanes;
      if (threshold == never_below) continue;
      latents_.draw(columns.cancellation_key[row], k);
      const CancellationSeries& series = plan_.cancellations.series[row];
      Sides found = series.place < 0 ? Sides{0, all_lanes} : latents_.sides_near(series, expansion_about(series.place));
      if (HWY_UNLIKELY(found.in_doubt != 0)) found.below |= latents_.exactly_below(found.in_doubt, threshold);
      goes_ahead_[k] &= ~found.below;
    }
  }

  void play_exposure(std::size_t k) noexcept {
    const ExposureColumns& columns = plan_.exposures;
    const std::size_t row = first_row_ + k;
    add_pending(pending_at_once);
    const bool is_sized = columns.size_law[row] >= 0;
    if (is_sized != sized_) place_later();  // a batch is of one kind, and goes while its sizes are in hand
    sized_ = is_sized;
    if (sized_) draw_sizes(static_cast<std::size_t>(columns.size_law[row]), columns.receipt_share[row]);
    for (std::int32_t due = columns.due_begin[row]; due < columns.due_begin[row + 1]; ++due)
      add_due(static_cast<std::size_t>(due), goes_ahead_[k]);
    add_receipts(row, goes_ahead_[k]);
    if (sized_) place_later();
  }

  /// The size of each lane, and what of it is received: all, a share, or what that share leaves.
  void draw_sizes(std::size_t row, double receipt_share) noexcept {
    const SizeLawColumns& columns = plan_.sizes;
    const Doubles d;
    const double v = columns.volatility[row], w = columns.level_volatility[row];
    if (v > 0.0) latents_.of_stream(columns.period_key[row], latent_);
    if (w > 0.0) find_levels(columns.level_key[row], w);
    for (std::size_t lane = 0; lane < block_lanes; lane += hn::Lanes(d)) {
      auto size = hn::Set(d, columns.expected[row]);
      if (v > 0.0) size = hn::Mul(size, growth(v, hn::Load(d, latent_ + lane)));
      if (w > 0.0) size = hn::Mul(size, hn::Load(d, levels_ + lane));
      hn::Store(exact_nearest_whole(hn::Min(size, hn::Set(d, size_max))), d, whole_size_ + lane);
    }
    for (std::size_t lane = 0; lane < block_lanes; ++lane) size_[lane] = static_cast<Minor>(whole_size_[lane]);
    if (receipt_share != 1.0) divide_sizes(receipt_share);
  }

  void divide_sizes(double receipt_share) noexcept {
    const Doubles d;
    HWY_ALIGN double shares[block_lanes];
    const auto share = hn::Set(d, std::abs(receipt_share));
    for (std::size_t lane = 0; lane < block_lanes; lane += hn::Lanes(d))
      hn::Store(exact_nearest_whole(hn::Mul(hn::Load(d, whole_size_ + lane), share)), d, shares + lane);
    for (std::size_t lane = 0; lane < block_lanes; ++lane) {
      const auto part = static_cast<Minor>(shares[lane]);
      size_[lane] = receipt_share < 0.0 ? size_[lane] - part : part;
    }
  }

  /// exp(v L - v^2 / 2), whose mean is 1.
  template <class V>
  HWY_INLINE V growth(double v, V latent) const noexcept {
    const Doubles d;
    return exact_exponential(hn::Sub(hn::Mul(hn::Set(d, v), latent), hn::Set(d, v * v / 2.0)));
  }

  /// The level of a stream of sales: one draw a path, for all its periods.
  void find_levels(std::uint64_t key, double volatility) noexcept {
    const Doubles d;
    if (key == level_key_) return;
    level_key_ = key;
    latents_.of_stream(key, levels_);
    for (std::size_t lane = 0; lane < block_lanes; lane += hn::Lanes(d))
      hn::Store(growth(volatility, hn::Load(d, levels_ + lane)), d, levels_ + lane);
  }

  void add_due(std::size_t row, LaneMask goes_ahead) noexcept {
    const ExposureDueColumns& columns = plan_.exposure_dues;
    const Amounts d;
    Minor* tile =
        tiles_.dues[static_cast<std::size_t>(columns.tile[row])].data() + static_cast<std::size_t>(columns.day[row]) * block_lanes;
    const LaneMask due = columns.last_failure_day[row] >= 0 ? ~failed_by(columns.last_failure_day[row]) : all_lanes;
    if (columns.per_size[row] != 0.0) return add_due_by_size(row, tile, due);
    const auto ahead = hn::Set(d, columns.if_goes_ahead[row]), cancelled = hn::Set(d, columns.if_cancelled[row]);
    for (std::size_t lane = 0; lane < block_lanes; lane += hn::Lanes(d)) {
      const auto amount = hn::IfThenElse(mask_of(d, goes_ahead, lane), ahead, cancelled);
      hn::Store(hn::Add(hn::Load(d, tile + lane), hn::IfThenElseZero(mask_of(d, due, lane), amount)), d, tile + lane);
    }
  }

  void add_due_by_size(std::size_t row, Minor* HWY_RESTRICT tile, LaneMask due) const noexcept {
    const Doubles d;
    HWY_ALIGN double amounts[block_lanes];
    const auto fixed = hn::Set(d, plan_.exposure_dues.fixed[row]), per_size = hn::Set(d, plan_.exposure_dues.per_size[row]);
    for (std::size_t lane = 0; lane < block_lanes; lane += hn::Lanes(d)) {
      const auto whole = exact_nearest_whole(hn::Add(fixed, hn::Mul(per_size, hn::Load(d, whole_size_ + lane))));
      const auto amount = hn::Min(hn::Max(whole, hn::Zero(d)), hn::Set(d, size_max));
      hn::Store(hn::IfThenElseZero(mask_of(d, due, lane), amount), d, amounts + lane);
    }
    for (std::size_t lane = 0; lane < block_lanes; ++lane) tile[lane] += static_cast<Minor>(amounts[lane]);
  }

  void add_receipts(std::size_t row, LaneMask goes_ahead) noexcept {
    const ExposureColumns& columns = plan_.exposures;
    const DelayLawColumns& laws = plan_.delay_laws;
    if (columns.delay_law[row] < 0) return add_together(columns.due_day[row], row, goes_ahead);
    const auto law = static_cast<std::size_t>(columns.delay_law[row]);
    if (laws.count[law] == 0) return;  // never paid within the horizon
    const std::size_t k = row - first_row_;
    const std::int32_t earliest_day = columns.due_day[row] + laws.first_days[law];
    if (first_ && (likeness_ & Likeness::delays) != 0) {
      const LaneMask below = first_->below_[k], known = first_->goes_ahead_[k];
      add_together(earliest_day, row, goes_ahead & ~below);
      add_known(row, goes_ahead & below & known);
      goes_ahead &= below & ~known;  // the few that go ahead here alone
      if (goes_ahead == 0) return;
    }
    const LaneMask below = later_than_earliest(row, law);
    below_[k] = below;
    add_together(earliest_day, row, goes_ahead & ~below);
    const std::int32_t wait = std::max(columns.first_day[row] - earliest_day, 0);
    if (wait != least_wait_) place_later();  // a batch waits alike: nearly always not at all
    least_wait_ = wait;
    scratch_.earliest_days[k] = earliest_day;
    latents_.append_to(scratch_.later, k, goes_ahead & below);
    if (!scratch_.later.has_room()) place_later();
  }

  /// The lanes on which a row pays later than on its law's earliest day, and those too near to it to tell: the day found for these may be
  /// the earliest. The row's draws are in hand from then on.
  LaneMask later_than_earliest(std::size_t row, std::size_t law) noexcept {
    if (plan_.exposures.delay_law[row] != paying_law_) {
      place_later();  // a batch is of one law
      latents_.find_thresholds(plan_.delay_laws.thresholds[static_cast<std::size_t>(plan_.delay_laws.begin[law])], paying_);
      paying_law_ = plan_.exposures.delay_law[row];
    }
    latents_.draw(plan_.exposures.delay_key[row], rows_max + row - first_row_);
    return latents_.not_above(paying_);
  }

  /// Receipts that come on the days that the first kernel has found for them.
  void add_known(std::size_t row, LaneMask lanes) noexcept {
    const std::int32_t* days = first_->lane_days_ + (row - first_row_) * block_lanes;
    if (plan_.has_narrow_receipts && !failing_) {
      std::int32_t* HWY_RESTRICT tile = tiles_.narrow_receipts.data();
      const std::int32_t amount = scratch_.row_amounts[row - first_row_];
      for (; lanes != 0; lanes &= lanes - 1) {
        const auto lane = static_cast<std::size_t>(std::countr_zero(lanes));
        tile[static_cast<std::size_t>(days[lane]) * block_lanes + lane] += amount;
      }
      return;
    }
    for (; lanes != 0; lanes &= lanes - 1) {
      const auto lane = static_cast<std::size_t>(std::countr_zero(lanes));
      add_one(row, lane, days[lane]);
    }
  }

  /// One receipt, on its settled day, unless the counterparty has failed by then.
  HWY_INLINE void add_one(std::size_t row, std::size_t lane, std::int32_t settled_day) noexcept {
    const bool failed = failing_ && failure_day_[lane] <= settled_day;
    const std::size_t day = failed ? plan_.day_count() : static_cast<std::size_t>(settled_day);
    tiles_.add_receipt(day * block_lanes + lane, sized_ ? size_[lane] : plan_.exposures.receipt[row]);
  }

  /// The day on which a receipt settles that falls on an unmoved day; H + 1 where beyond the horizon.
  std::int32_t settled(std::int32_t unmoved) const noexcept {
    return unmoved < days_end_ ? plan_.settled_day[static_cast<std::size_t>(unmoved)] : plan_.horizon_days + 1;
  }

  /// Receipts that come on one day on all these lanes.
  void add_together(std::int32_t unmoved, std::size_t row, LaneMask lanes) noexcept {
    const std::int32_t day = settled(std::max(unmoved, plan_.exposures.first_day[row]));
    if (day > plan_.horizon_days) return;
    lanes &= ~failed_by(day);
    const std::size_t first = static_cast<std::size_t>(day) * block_lanes;
    const Minor receipt = plan_.exposures.receipt[row];
    if (plan_.has_narrow_receipts) {
      const Integers d;
      const auto amount = hn::Set(d, static_cast<std::int32_t>(receipt));
      add_where(d, lanes, tiles_.narrow_receipts.data() + first, [amount](std::size_t) { return amount; });
    } else {
      const Amounts d;
      const auto fixed = hn::Set(d, receipt);
      add_where(d, lanes, tiles_.receipts.data() + first,
                [this, d, fixed](std::size_t lane) { return sized_ ? hn::Load(d, size_ + lane) : fixed; });
    }
  }

  /// Adds amount_of(lane) on the lanes given.
  template <class D, class T, class AmountOf>
  HWY_INLINE void add_where(D d, LaneMask lanes, T* HWY_RESTRICT row, AmountOf&& amount_of) noexcept {
    for (std::size_t lane = 0; lane < block_lanes; lane += hn::Lanes(d))
      hn::Store(hn::Add(hn::Load(d, row + lane), hn::IfThenElseZero(mask_of(d, lanes, lane), amount_of(lane))), d, row + lane);
  }

  /// Receipts that come later than the law's earliest day: prices the batch, and adds each entry to its lane's day.
  void place_later() noexcept {
    if (scratch_.later.size == 0) return;
    const auto law = static_cast<std::size_t>(paying_law_);
    fill_up(scratch_.later);
    find_cells(plan_.delay_laws, law, latents_, scratch_);
    read_cells(plan_, law, least_wait_, scratch_);
    each_bit(scratch_.later, scratch_.doubts, [this, law](std::size_t k, std::size_t lane) { scratch_.days[k] = exact_day(law, k, lane); });
    if (plan_.has_narrow_receipts && !failing_) keep_pending();
    else
      for (std::size_t k = 0; k < scratch_.later.size; ++k)
        add_one(first_row_ + scratch_.later.entries[k] / block_lanes, scratch_.later.entries[k] % block_lanes, scratch_.days[k]);
    if (keeps_days_)
      for (std::size_t k = 0; k < scratch_.later.size; ++k) lane_days_[scratch_.later.entries[k]] = scratch_.days[k];
    scratch_.later.size = 0;
  }

  /// Keeps what each entry of the batch adds to the tile, of plans whose receipts are narrow, to be added along with the next draws:
  /// these keep the vector units busy, the scattered sums the rest.
  void keep_pending() noexcept {
    const Integers d;
    const Bits du;
    add_pending(Batch::room);
    for (std::size_t k = 0; k < scratch_.later.size; k += hn::Lanes(d)) {
      const auto entry = hn::Load(du, scratch_.later.entries + k);
      const auto lane = hn::BitCast(d, hn::And(entry, hn::Set(du, block_lanes - 1)));
      hn::Store(hn::Or(hn::ShiftLeft<lane_bits>(hn::Load(d, scratch_.days + k)), lane), d, pending_places_ + k);
      hn::Store(look_up<rows_max>(scratch_.row_amounts, hn::ShiftRight<lane_bits>(entry)), d, pending_amounts_ + k);
    }
    pending_begin_ = 0;
    pending_end_ = scratch_.later.size;
  }

  /// Adds the next of what is pending, at most so many.
  HWY_INLINE void add_pending(std::size_t most) noexcept {
    std::int32_t* HWY_RESTRICT tile = tiles_.narrow_receipts.data();
    const std::size_t end = std::min(pending_end_, pending_begin_ + most);
    HWY_UNROLL(4)
    for (std::size_t k = pending_begin_; k < end; ++k) tile[pending_places_[k]] += pending_amounts_[k];
    pending_begin_ = end;
  }

  /// The settled day of one entry, in doubles.
  std::int32_t exact_day(std::size_t law, std::size_t k, std::size_t lane) const noexcept {
    const double latent = latents_.exact(lane, scratch_.later.draws[k]);
    const std::int32_t step = exact_step(plan_.delay_laws, law, scratch_.entries[k], latent);
    if (step == plan_.delay_laws.count[law]) return plan_.horizon_days + 1;
    return settled(scratch_.earliest_days[scratch_.later.entries[k] / block_lanes] + std::max(step, least_wait_));
  }

  const BlockOfPaths& block_;
  Scratch& scratch_;
  const Plan& plan_;
  Latents latents_;
  Tiles& tiles_;
  std::int32_t days_end_;  // of `settled_day`

  alignas(64) double latent_[block_lanes], levels_[block_lanes], whole_size_[block_lanes];
  std::uint64_t level_key_ = 0;  // of `levels_`
  static constexpr std::size_t expansions_max = 4;
  DrawExpansion cancelling_[expansions_max];  // a place is kept at its index
  DrawThresholds paying_, deciding_;
  std::int32_t paying_law_ = -1;
  alignas(64) std::int32_t failure_day_[block_lanes];
  alignas(64) Minor size_[block_lanes];
  bool sized_ = false, failing_ = false, keeps_days_ = false;
  std::uint8_t likeness_ = 0;          // of the counterparty in hand, to the first plan
  const LaneKernel* first_ = nullptr;  // that has played the rows in hand under the first plan

  static constexpr std::size_t pending_at_once = 16;                                     // twice a row: more than a row usually makes
  alignas(64) std::int32_t pending_places_[Batch::room], pending_amounts_[Batch::room];  // of the tile
  std::size_t pending_begin_ = 0, pending_end_ = 0;

  std::size_t begin_row_ = 0;                        // of the counterparty in hand
  std::size_t first_row_ = 0;                        // of the rows in hand
  LaneMask goes_ahead_[rows_max], below_[rows_max];  // below: paid later than the law's earliest day
  std::int32_t least_wait_ = 0;                      // of its payments, after the earliest day
  std::int32_t lane_days_[rows_max * block_lanes];   // settled, of what is paid later; kept where others follow
};

void play_lanes(std::span<const BlockOfPaths> blocks, SharedDraws* shared) {
  const std::size_t counterparties = blocks[0].plan->counterparties.exposure_begin.size() - 1;
  Scratch scratch;
  if (blocks.size() == 1) shared = nullptr;                            // nobody else asks for its draws
  if (shared) std::fill(shared->keys.begin(), shared->keys.end(), 0);  // of another block
  std::array<std::unique_ptr<LaneKernel>, plans_together_max> kernels;  // optional ones on the stack would all be cleared first
  std::array<std::size_t, plans_together_max> rows{};
  for (std::size_t k = 0; k < blocks.size(); ++k) kernels[k] = std::make_unique<LaneKernel>(blocks[k], scratch, shared);
  for (std::size_t i = 0; i < counterparties; ++i) {
    const bool is_asked = std::any_of(blocks.begin() + 1, blocks.end(), [i](const BlockOfPaths& block) {
      return block.likeness && (block.likeness[i] & Likeness::delays) != 0;
    });
    std::size_t most = 0;
    for (std::size_t k = 0; k < blocks.size(); ++k) most = std::max(most, rows[k] = kernels[k]->begin_counterparty(i, k == 0 && is_asked));
    for (std::size_t row = 0; row < most; row += rows_max)
      for (std::size_t k = 0; k < blocks.size(); ++k)
        if (row < rows[k]) kernels[k]->play_rows(row, std::min(rows_max, rows[k] - row), k > 0 ? kernels[0].get() : nullptr);
  }
}

}  // namespace headroom::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace headroom {

HWY_EXPORT(play_lanes);

void play_lanes(std::span<const BlockOfPaths> blocks, SharedDraws* shared) noexcept { HWY_DYNAMIC_DISPATCH(play_lanes)(blocks, shared); }

}  // namespace headroom
#endif
