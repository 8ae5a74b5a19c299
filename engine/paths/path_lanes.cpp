// The kernel's inner loops, once for each instruction set.
//
// What decides is always the same double arithmetic: L = shared + own x normal number against a threshold. But nearly
// all lanes are nowhere near a threshold. So a threshold of L becomes, for each lane, a threshold of the 32-bit draw
// itself, known to a few thousand units, and one comparison of integers settles the lane; late payments are placed by
// an estimate in single precision. The few lanes that lie within the error of an estimate are worked out in doubles,
// one at a time (`exact_*`). So every instruction set gives the same bits, whatever its estimates are.

#include "engine/paths/path_lanes.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <memory>

#include "engine/draws/lane_estimates.hpp"
#include "engine/plan/plan_likeness.hpp"
#include "models/normal.hpp"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "engine/paths/path_lanes.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include "engine/draws/lane_draws-inl.hpp"
#include "engine/draws/lane_normal-inl.hpp"
#include "engine/lanes/lane_rounding-inl.hpp"
#include "engine/paths/lane_batch-inl.hpp"
#include "engine/paths/lane_days-inl.hpp"
#include "engine/paths/lane_latents-inl.hpp"
#include "engine/paths/lane_receipts-inl.hpp"
#include "engine/paths/lane_sizes-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace headroom::HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

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

  /// Takes a counterparty in hand, and says how many rows it has. `first`: the kernel of the first plan, which has it
  /// in hand already; null where this is it, or where it has no rows.
  std::size_t begin_counterparty(std::size_t i, const LaneKernel* first) noexcept {
    const CounterpartyColumns& columns = plan_.counterparties;
    first_ = first;
    begin_row_ = static_cast<std::size_t>(columns.exposure_begin[i]);
    const std::size_t rows = static_cast<std::size_t>(columns.exposure_begin[i + 1]) - begin_row_;
    failing_ = columns.failure_begin[i] >= 0;
    likeness_ = first && block_.likeness ? block_.likeness[i] : std::uint8_t{0};
    follows_ = (likeness_ & Likeness::lateness) != 0 && adds_narrow() && first->adds_narrow();
    if (rows == 0) return 0;
    if ((likeness_ & Likeness::factors) != 0) latents_.share_factors(first->latents_);
    else latents_.share_factors(i);
    paying_law_ = -1;
    sizes_.forget_levels();
    if (failing_) find_failures(i);
    return rows;
  }

  /// Who asks this kernel, the first, when rows of the counterparty in hand are paid.
  void lead(std::span<const std::unique_ptr<LaneKernel>> others) noexcept {
    follower_count_ = 0;
    keeps_days_ = false;
    const auto add_where = [&](bool pays_alike) {
      for (const std::unique_ptr<LaneKernel>& other : others)
        if (other && other->follows_ && other->pays_alike() == pays_alike) followers_[follower_count_++] = other.get();
    };
    add_where(true);  // the others overwrite the days
    add_where(false);
    for (const std::unique_ptr<LaneKernel>& other : others)
      keeps_days_ = keeps_days_ || (other && other->pays_alike() && !other->follows_);
  }

  /// Takes rows of the counterparty in hand, at most rows_max, that the first kernel has taken already: which go ahead,
  /// on which lanes.
  void begin_rows(std::size_t begin, std::size_t rows) noexcept {
    first_row_ = begin_row_ + begin;
    rows_in_hand_ = rows;
    const ExposureColumns& columns = plan_.exposures;
    follows_exposures_ = false;
    for (std::size_t k = 0; k < rows; ++k) {
      const std::int32_t law = columns.delay_law[first_row_ + k];
      const std::int32_t first_days = law >= 0 ? plan_.delay_laws.first_days[static_cast<std::size_t>(law)] : 0;
      rows_.earliest_days[k] = columns.due_day[first_row_ + k] + first_days;
      rows_.followed[k] = columns.followed[first_row_ + k];
      follows_exposures_ = follows_exposures_ || rows_.followed[k] >= 0;
      if (plan_.has_narrow_receipts) rows_.amounts[k] = static_cast<std::int32_t>(columns.receipt[first_row_ + k]);
    }
    cancel_rows(rows);
    if (!follows_) return;
    for (std::size_t k = 0; k < rows; ++k)
      for (std::size_t half = 0; half < 2; ++half)
        rows_.goes_ahead[half][k] = static_cast<std::uint32_t>(goes_ahead_[k] >> 32 * half);
  }

  /// Plays the rows in hand.
  void play_rows() noexcept {
    for (std::size_t k = 0; k < rows_in_hand_; ++k) play_exposure(k);
    place_later();
  }

  ~LaneKernel() { pending_.add(tiles_, Batch::room); }

 private:
  /// Whether receipts are added in 32 bits, on their days as they come.
  bool adds_narrow() const noexcept { return plan_.has_narrow_receipts && !failing_; }

  /// Whether the first plan says when rows of the counterparty in hand are paid that go ahead under both.
  bool pays_alike() const noexcept { return (likeness_ & Likeness::delays) != 0; }

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
      pending_.add(tiles_, pending_at_once);
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

  HWY_INLINE void play_exposure(std::size_t k) noexcept {
    const ExposureColumns& columns = plan_.exposures;
    const std::size_t row = first_row_ + k;
    pending_.add(tiles_, pending_at_once);
    const bool is_sized = columns.size_law[row] >= 0;
    if (is_sized != sized_) place_later();  // a batch is of one kind, and goes while its sizes are in hand
    sized_ = is_sized;
    if (sized_)
      sizes_.draw(plan_.sizes, static_cast<std::size_t>(columns.size_law[row]), columns.receipt_share[row], latents_);
    if (rows_.followed[k] >= 0) keep_outcomes(k);
    for (std::int32_t due = columns.due_begin[row]; due < columns.due_begin[row + 1]; ++due)
      add_due(static_cast<std::size_t>(due), goes_ahead_[k]);
    add_receipts(row, goes_ahead_[k]);
    if (sized_) place_later();
  }

  /// Keeps what became of a row that is followed, taking it as paid on its law's earliest day until its lanes are found
  /// to be late.
  HWY_NOINLINE void keep_outcomes(std::size_t k) noexcept {
    const std::size_t row = first_row_ + k, place = static_cast<std::size_t>(rows_.followed[k]),
                      first = place * block_lanes;
    FollowedOutcomes& followed = tiles_.followed;
    followed.goes_ahead[place] = goes_ahead_[k];
    if (sized_)
      for (std::size_t lane = 0; lane < block_lanes; ++lane)
        followed.sizes[first + lane] = static_cast<Minor>(sizes_.whole()[lane]);
    const std::int32_t law = plan_.exposures.delay_law[row];
    const bool never = law >= 0 && plan_.delay_laws.count[static_cast<std::size_t>(law)] == 0;
    const std::int32_t day =
        never ? plan_.horizon_days + 1 : settled(std::max(rows_.earliest_days[k], plan_.exposures.first_day[row]));
    std::fill_n(followed.paid_days.data() + first, block_lanes, day);
    if (followed.failure_days.empty()) return;
    if (failing_) std::copy_n(failure_day_, block_lanes, followed.failure_days.data() + first);
    else std::fill_n(followed.failure_days.data() + first, block_lanes, std::numeric_limits<std::int32_t>::max());
  }

  /// Keeps on which days the batch is paid.
  HWY_NOINLINE void keep_days() noexcept {
    for (std::size_t k = 0; k < scratch_.later.size; ++k) {
      const std::size_t entry = scratch_.later.entries[k];
      if (const std::int32_t place = rows_.followed[entry / block_lanes]; place >= 0)
        tiles_.followed.paid_days[static_cast<std::size_t>(place) * block_lanes + entry % block_lanes] =
            scratch_.days[k];
    }
  }

  void add_due(std::size_t row, LaneMask goes_ahead) noexcept {
    const ExposureDueColumns& columns = plan_.exposure_dues;
    const Amounts d;
    Minor* tile = tiles_.dues[static_cast<std::size_t>(columns.tile[row])].data() +
                  static_cast<std::size_t>(columns.day[row]) * block_lanes;
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
    const auto fixed = hn::Set(d, plan_.exposure_dues.fixed[row]),
               per_size = hn::Set(d, plan_.exposure_dues.per_size[row]);
    for (std::size_t lane = 0; lane < block_lanes; lane += hn::Lanes(d)) {
      const auto whole = exact_nearest_whole(hn::Add(fixed, hn::Mul(per_size, hn::Load(d, sizes_.whole() + lane))));
      const auto amount = hn::Min(hn::Max(whole, hn::Zero(d)), hn::Set(d, realised_size_max));
      hn::Store(hn::IfThenElseZero(mask_of(d, due, lane), amount), d, amounts + lane);
    }
    for (std::size_t lane = 0; lane < block_lanes; ++lane) tile[lane] += static_cast<Minor>(amounts[lane]);
  }

  HWY_INLINE void add_receipts(std::size_t row, LaneMask goes_ahead) noexcept {
    const ExposureColumns& columns = plan_.exposures;
    const DelayLawColumns& laws = plan_.delay_laws;
    if (columns.delay_law[row] < 0) return add_together(columns.due_day[row], row, goes_ahead);
    const auto law = static_cast<std::size_t>(columns.delay_law[row]);
    if (laws.count[law] == 0) return;  // never paid within the horizon
    const std::size_t k = row - first_row_;
    const std::int32_t earliest_day = rows_.earliest_days[k];
    if (follows_ || pays_alike()) {
      const LaneMask below = first_->below_[k], known = first_->goes_ahead_[k];
      add_together(earliest_day, row, goes_ahead & ~below);
      if (!follows_) add_known(row, goes_ahead & below & known);
      goes_ahead &= below & ~known;  // the few that go ahead here alone
      if (goes_ahead == 0) return;
    }
    const LaneMask below = later_than_earliest(row, law);
    below_[k] = below;
    add_together(earliest_day, row, goes_ahead & ~below);
    const std::int32_t wait = std::max(columns.first_day[row] - earliest_day, 0);
    if (wait != least_wait_) place_later();  // a batch waits alike: nearly always not at all
    least_wait_ = wait;
    latents_.append_to(scratch_.later, k, goes_ahead & below);
    if (!scratch_.later.has_room()) place_later();
  }

  /// The lanes on which a row pays later than on its law's earliest day, and those too near to it to tell: the day
  /// found for these may be the earliest. The row's draws are in hand from then on.
  HWY_INLINE LaneMask later_than_earliest(std::size_t row, std::size_t law) noexcept {
    if (plan_.exposures.delay_law[row] != paying_law_) {
      place_later();  // a batch is of one law
      latents_.find_thresholds(plan_.delay_laws.thresholds[static_cast<std::size_t>(plan_.delay_laws.begin[law])],
                               paying_);
      paying_law_ = plan_.exposures.delay_law[row];
    }
    latents_.draw(plan_.exposures.delay_key[row], rows_max + row - first_row_);
    return latents_.not_above(paying_);
  }

  /// Receipts that come on the days that the first kernel has found for them.
  HWY_NOINLINE void add_known(std::size_t row, LaneMask lanes) noexcept {
    const std::int32_t* days = first_->lane_days_ + (row - first_row_) * block_lanes;
    for (; lanes != 0; lanes &= lanes - 1) {
      const auto lane = static_cast<std::size_t>(std::countr_zero(lanes));
      add_one(row, lane, days[lane]);
      if (const std::int32_t place = rows_.followed[row - first_row_]; place >= 0)
        tiles_.followed.paid_days[static_cast<std::size_t>(place) * block_lanes + lane] = days[lane];
    }
  }

  /// One receipt, on its settled day, unless the counterparty has failed by then.
  HWY_INLINE void add_one(std::size_t row, std::size_t lane, std::int32_t settled_day) noexcept {
    const bool failed = failing_ && failure_day_[lane] <= settled_day;
    const std::size_t day = failed ? plan_.day_count() : static_cast<std::size_t>(settled_day);
    tiles_.add_receipt(day * block_lanes + lane, sized_ ? sizes_.received()[lane] : plan_.exposures.receipt[row]);
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
                [this, d, fixed](std::size_t lane) { return sized_ ? hn::Load(d, sizes_.received() + lane) : fixed; });
    }
  }

  /// Adds amount_of(lane) on the lanes given.
  template <class D, class T, class AmountOf>
  HWY_INLINE void add_where(D d, LaneMask lanes, T* HWY_RESTRICT row, AmountOf&& amount_of) noexcept {
    for (std::size_t lane = 0; lane < block_lanes; lane += hn::Lanes(d))
      hn::Store(hn::Add(hn::Load(d, row + lane), hn::IfThenElseZero(mask_of(d, lanes, lane), amount_of(lane))), d,
                row + lane);
  }

  /// Receipts that come later than the law's earliest day: prices the batch, and adds each entry to its lane's day.
  void place_later() noexcept {
    if (scratch_.later.size == 0) return;
    const auto law = static_cast<std::size_t>(paying_law_);
    fill_up(scratch_.later);
    find_cells(plan_.delay_laws, law, scratch_, [this](std::size_t k) {
      const auto latent = latents_.estimated(scratch_.later, k);
      hn::Store(latent, Floats(), scratch_.latents + k);
      return latent;
    });
    find_days(law, least_wait_);
    if (follows_exposures_) keep_days();
    if (adds_narrow()) keep_pending();
    else
      for (std::size_t k = 0; k < scratch_.later.size; ++k)
        add_one(first_row_ + scratch_.later.entries[k] / block_lanes, scratch_.later.entries[k] % block_lanes,
                scratch_.days[k]);
    if (keeps_days_)
      for (std::size_t k = 0; k < scratch_.later.size; ++k) lane_days_[scratch_.later.entries[k]] = scratch_.days[k];
    for (std::size_t i = 0; i < follower_count_; ++i) followers_[i]->follow();
    scratch_.later.size = 0;
  }

  /// Adds what the first kernel has just placed: on the same days, or on those that this plan's law says for the same
  /// L.
  HWY_NOINLINE void follow() noexcept {
    if (!pays_alike()) {
      const auto law =
          static_cast<std::size_t>(plan_.exposures.delay_law[first_row_ + scratch_.later.entries[0] / block_lanes]);
      find_cells(plan_.delay_laws, law, scratch_,
                 [this](std::size_t k) { return hn::Load(Floats(), scratch_.latents + k); });
      find_days(law, first_->least_wait_);
    }
    if (follows_exposures_) keep_days();
    keep_pending();
  }

  /// The days of the entries of a batch whose cells are known.
  HWY_INLINE void find_days(std::size_t law, std::int32_t wait) noexcept {
    read_cells(plan_, law, rows_, wait, scratch_);
    each_bit(scratch_.later, scratch_.doubts,
             [this, law, wait](std::size_t k, std::size_t lane) { scratch_.days[k] = exact_day(law, wait, k, lane); });
  }

  /// Leaves what the batch adds for later, of plans whose receipts are narrow.
  void keep_pending() noexcept {
    pending_.add(tiles_, Batch::room);
    pending_.keep(scratch_.later, scratch_.days, rows_, follows_);
  }

  /// The settled day of one entry, in doubles.
  std::int32_t exact_day(std::size_t law, std::int32_t wait, std::size_t k, std::size_t lane) const noexcept {
    const double latent = latents_.exact(lane, scratch_.later.draws[k]);
    const std::int32_t step = exact_step(plan_.delay_laws, law, scratch_.entries[k], latent);
    if (step == plan_.delay_laws.count[law]) return plan_.horizon_days + 1;
    return settled(rows_.earliest_days[scratch_.later.entries[k] / block_lanes] + std::max(step, wait));
  }

  const BlockOfPaths& block_;
  Scratch& scratch_;
  const Plan& plan_;
  Latents latents_;
  Tiles& tiles_;
  std::int32_t days_end_;  // of `settled_day`

  static constexpr std::size_t expansions_max = 4;
  DrawExpansion cancelling_[expansions_max];  // a place is kept at its index
  DrawThresholds paying_, deciding_;
  std::int32_t paying_law_ = -1;
  alignas(64) std::int32_t failure_day_[block_lanes];
  Sizes sizes_;  // of the row in hand
  bool sized_ = false, failing_ = false, keeps_days_ = false, follows_exposures_ = false;
  std::uint8_t likeness_ = 0;                              // of the counterparty in hand, to the first plan
  const LaneKernel* first_ = nullptr;                      // of the first plan, which has the same counterparty in hand
  bool follows_ = false;                                   // adds late payments as the first kernel places them
  std::array<LaneKernel*, plans_together_max> followers_;  // of this kernel, the first
  std::size_t follower_count_ = 0;

  static constexpr std::size_t pending_at_once = 16;  // twice a row: more than a row usually makes
  PendingReceipts pending_;

  std::size_t begin_row_ = 0;  // of the counterparty in hand
  std::size_t first_row_ = 0, rows_in_hand_ = 0;
  RowConstants rows_;                                // of the rows in hand
  LaneMask goes_ahead_[rows_max], below_[rows_max];  // below: paid later than the law's earliest day
  std::int32_t least_wait_ = 0;                      // of its payments, after the earliest day
  std::int32_t lane_days_[rows_max * block_lanes];   // settled, of what is paid later; kept where others follow
};

void play_lanes(std::span<const BlockOfPaths> blocks, SharedDraws* shared) {
  const std::size_t counterparties = blocks[0].plan->counterparties.exposure_begin.size() - 1;
  Scratch scratch;
  if (blocks.size() == 1) shared = nullptr;                            // nobody else asks for its draws
  if (shared) std::fill(shared->keys.begin(), shared->keys.end(), 0);  // of another block
  std::array<std::unique_ptr<LaneKernel>, plans_together_max>
      kernels;  // optional ones on the stack would all be cleared first
  std::array<std::size_t, plans_together_max> rows{};
  for (std::size_t k = 0; k < blocks.size(); ++k) kernels[k] = std::make_unique<LaneKernel>(blocks[k], scratch, shared);
  for (std::size_t i = 0; i < counterparties; ++i) {
    std::size_t most = 0;
    for (std::size_t k = 0; k < blocks.size(); ++k) {
      rows[k] = kernels[k]->begin_counterparty(i, k > 0 && rows[0] > 0 ? kernels[0].get() : nullptr);
      most = std::max(most, rows[k]);
    }
    kernels[0]->lead({kernels.data() + 1, blocks.size() - 1});
    for (std::size_t row = 0; row < most; row += rows_max) {
      for (std::size_t k = 0; k < blocks.size(); ++k)
        if (row < rows[k]) kernels[k]->begin_rows(row, std::min(rows_max, rows[k] - row));
      for (std::size_t k = 0; k < blocks.size(); ++k)
        if (row < rows[k]) kernels[k]->play_rows();
    }
  }
}

}  // namespace headroom::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace headroom {

HWY_EXPORT(play_lanes);

void play_lanes(std::span<const BlockOfPaths> blocks, SharedDraws* shared) noexcept {
  HWY_DYNAMIC_DISPATCH(play_lanes)(blocks, shared);
}

}  // namespace headroom
#endif
