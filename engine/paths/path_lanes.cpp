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
#include "engine/paths/factor_tiles.hpp"
#include "engine/plan/plan_comparison.hpp"
#include "models/normal.hpp"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "engine/paths/path_lanes.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include "engine/draws/lane_draws-inl.hpp"
#include "engine/draws/lane_normal-inl.hpp"
#include "engine/lanes/lane_rounding-inl.hpp"
#include "engine/paths/late_payments-inl.hpp"
#include "engine/paths/played_plan-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace headroom::HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

/// Plays what is random of a block under one plan, counterparty by counterparty.
class LaneKernel {
 public:
  /// `number`: of the plan, among those whose late payments are placed together.
  LaneKernel(const BlockOfPaths& block, SharedDraws* shared, LatePayments& late_payments, std::size_t number) noexcept
      : block_(block),
        played_(block, shared),
        plan_(played_.plan),
        tiles_(played_.tiles),
        late_payments_(late_payments),
        number_(number) {
    late_payments_.add_plan(played_);
    Counters(block.first_path / 4).draw(plan_.approval_key, tiles_.approval_draw.data());
  }

  /// Begins a counterparty, and says how many rows it has. `first`: the kernel of the first plan, which has begun it
  /// already; null where this is it, or where it has no rows.
  std::size_t begin_counterparty(std::size_t i, const LaneKernel* first) noexcept {
    const CounterpartyColumns& columns = plan_.counterparties;
    const std::uint8_t in_common = first && block_.in_common ? block_.in_common[i] : std::uint8_t{0};
    first_ = first;
    begin_row_ = static_cast<std::size_t>(columns.exposure_begin[i]);
    const std::size_t rows = static_cast<std::size_t>(columns.exposure_begin[i + 1]) - begin_row_;
    played_.may_fail = columns.failure_begin[i] >= 0;
    cancels_alike_ = (in_common & InCommon::cancellations) != 0;
    late_payments_.begin_counterparty(number_, in_common);
    if (rows == 0) return 0;
    if ((in_common & InCommon::factors) != 0) played_.latents.share_factors(first->played_.latents);
    else played_.latents.share_factors(i);
    played_.sizes.forget_levels();
    if (played_.may_fail) find_failures(i);
    return rows;
  }

  /// Begins rows of the counterparty, at most rows_max, that the first kernel has begun already: finds which of them go
  /// ahead, on which lanes.
  void begin_rows(std::size_t begin, std::size_t count) noexcept {
    const ExposureColumns& columns = plan_.exposures;
    RowConstants& rows = played_.rows;
    played_.first_row = begin_row_ + begin;
    row_count_ = count;
    rows.has_followed = false;
    for (std::size_t k = 0; k < count; ++k) {
      const std::size_t row = played_.first_row + k;
      const std::int32_t law = columns.delay_law[row];
      const std::int32_t first_days = law >= 0 ? plan_.delay_laws.first_days[static_cast<std::size_t>(law)] : 0;
      rows.earliest_days[k] = columns.due_day[row] + first_days;
      rows.followed[k] = columns.followed[row];
      rows.has_followed = rows.has_followed || rows.followed[k] >= 0;
      if (plan_.has_narrow_receipts) rows.amounts[k] = static_cast<std::int32_t>(columns.receipt[row]);
    }
    cancel_rows();
    late_payments_.begin_rows(number_, count);
  }

  /// Plays the rows begun last.
  void play_rows() noexcept {
    for (std::size_t k = 0; k < row_count_; ++k) play_exposure(k);
    late_payments_.place(number_);
  }

 private:
  /// The first day by which each path's counterparty has failed; beyond every item where it has not.
  void find_failures(std::size_t i) noexcept {
    const CounterpartyColumns& columns = plan_.counterparties;
    const double* thresholds = columns.failure_thresholds.data() + columns.failure_begin[i];
    const double* end = thresholds + columns.failure_days;
    std::fill_n(played_.failure_day, block_lanes, std::numeric_limits<std::int32_t>::max());
    played_.latents.find_thresholds(*(end - 1), deciding_);
    played_.latents.draw(columns.failure_key[i]);
    const Sides found = played_.latents.sides(deciding_);
    for (LaneMask left = found.below | found.in_doubt; left != 0; left &= left - 1) {
      const auto lane = static_cast<std::size_t>(std::countr_zero(left));
      const double* first = std::upper_bound(thresholds, end, played_.latents.exact(lane));
      if (first != end) played_.failure_day[lane] = static_cast<std::int32_t>(first - thresholds) + 1;
    }
  }

  /// What draws cancel near a place of L: expanded when a counterparty first needs it.
  const DrawExpansion& expansion_about(std::int32_t place) noexcept {
    DrawExpansion& expansion = cancelling_[static_cast<std::size_t>(place) % expansions_max];
    if (expansion.place_index != place) played_.latents.expand(place, expansion);
    return expansion;
  }

  /// Which lanes of each row go ahead.
  void cancel_rows() noexcept {
    const ExposureColumns& columns = plan_.exposures;
    if (cancels_alike_) {
      std::copy_n(first_->played_.goes_ahead, row_count_, played_.goes_ahead);
      return;
    }
    for (std::size_t k = 0; k < row_count_; ++k) {
      const std::size_t row = played_.first_row + k;
      late_payments_.add_pending(number_);
      const double threshold = columns.cancellation_threshold[row];
      const std::int32_t last_failure_day = columns.last_failure_day[row];
      played_.goes_ahead[k] = last_failure_day >= 0 ? ~played_.failed_by(last_failure_day) : all_lanes;
      if (threshold == never_below) continue;
      played_.latents.draw(columns.cancellation_key[row], k);
      const CancellationSeries& series = plan_.cancellations.series[row];
      Sides found =
          series.place < 0 ? Sides{0, all_lanes} : played_.latents.sides_near(series, expansion_about(series.place));
      if (HWY_UNLIKELY(found.in_doubt != 0)) found.below |= played_.latents.exactly_below(found.in_doubt, threshold);
      played_.goes_ahead[k] &= ~found.below;
    }
  }

  HWY_INLINE void play_exposure(std::size_t k) noexcept {
    const ExposureColumns& columns = plan_.exposures;
    const std::size_t row = played_.first_row + k;
    const LaneMask goes_ahead = played_.goes_ahead[k];
    late_payments_.add_pending(number_);
    const bool is_sized = columns.size_law[row] >= 0;
    if (is_sized != played_.is_sized) late_payments_.place(number_);  // a batch is of one kind: it goes with its sizes
    played_.is_sized = is_sized;
    if (is_sized)
      played_.sizes.draw(plan_.sizes, static_cast<std::size_t>(columns.size_law[row]), columns.receipt_share[row],
                         played_.latents);
    if (played_.rows.followed[k] >= 0) keep_outcomes(k);
    for (std::int32_t due = columns.due_begin[row]; due < columns.due_begin[row + 1]; ++due)
      add_due(static_cast<std::size_t>(due), goes_ahead);
    if (columns.delay_law[row] < 0) played_.add_together(columns.due_day[row], row, goes_ahead);
    else late_payments_.add_receipts(number_, k, goes_ahead);
    if (is_sized) late_payments_.place(number_);
  }

  /// Keeps what became of a row that is followed, taking it as paid on its law's earliest day until its lanes are found
  /// to be late.
  HWY_NOINLINE void keep_outcomes(std::size_t k) noexcept {
    const std::size_t row = played_.first_row + k, place = static_cast<std::size_t>(played_.rows.followed[k]),
                      first = place * block_lanes;
    FollowedOutcomes& followed = tiles_.followed;
    followed.goes_ahead[place] = played_.goes_ahead[k];
    if (played_.is_sized)
      for (std::size_t lane = 0; lane < block_lanes; ++lane)
        followed.sizes[first + lane] = static_cast<Minor>(played_.sizes.whole()[lane]);
    const std::int32_t law = plan_.exposures.delay_law[row];
    const bool never = law >= 0 && plan_.delay_laws.count[static_cast<std::size_t>(law)] == 0;
    const std::int32_t earliest_day = std::max(played_.rows.earliest_days[k], plan_.exposures.first_day[row]);
    std::fill_n(followed.paid_days.data() + first, block_lanes,
                never ? plan_.horizon_days + 1 : played_.settled(earliest_day));
    if (followed.failure_days.empty()) return;
    std::int32_t* const failure_days = followed.failure_days.data() + first;
    if (played_.may_fail) std::copy_n(played_.failure_day, block_lanes, failure_days);
    else std::fill_n(failure_days, block_lanes, std::numeric_limits<std::int32_t>::max());
  }

  void add_due(std::size_t row, LaneMask goes_ahead) noexcept {
    const ExposureDueColumns& columns = plan_.exposure_dues;
    const Amounts d;
    Minor* tile = tiles_.dues[static_cast<std::size_t>(columns.tile[row])].data() +
                  static_cast<std::size_t>(columns.day[row]) * block_lanes;
    const LaneMask due =
        columns.last_failure_day[row] >= 0 ? ~played_.failed_by(columns.last_failure_day[row]) : all_lanes;
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
      const auto whole =
          exact_nearest_whole(hn::Add(fixed, hn::Mul(per_size, hn::Load(d, played_.sizes.whole() + lane))));
      const auto amount = hn::Min(hn::Max(whole, hn::Zero(d)), hn::Set(d, realised_size_max));
      hn::Store(hn::IfThenElseZero(mask_of(d, due, lane), amount), d, amounts + lane);
    }
    for (std::size_t lane = 0; lane < block_lanes; ++lane) tile[lane] += static_cast<Minor>(amounts[lane]);
  }

  static constexpr std::size_t expansions_max = 4;

  const BlockOfPaths& block_;
  PlayedPlan played_;
  const Plan& plan_;
  Tiles& tiles_;
  LatePayments& late_payments_;
  std::size_t number_;                        // of the plan, among those of `late_payments_`
  DrawExpansion cancelling_[expansions_max];  // a place is kept at its index
  DrawThresholds deciding_;                   // of the failure of a counterparty
  const LaneKernel* first_ = nullptr;         // of the first plan, which has begun the same counterparty
  bool cancels_alike_ = false;                // the same rows go ahead on the same lanes as under the first plan
  std::size_t begin_row_ = 0;                 // of the counterparty
  std::size_t row_count_ = 0;                 // of the rows begun last
};

void play_lanes(std::span<const BlockOfPaths> blocks, SharedDraws* shared) {
  const std::size_t counterparties = blocks[0].plan->counterparties.exposure_begin.size() - 1;
  LatePayments late_payments;
  if (blocks.size() == 1) shared = nullptr;                             // nobody else asks for its draws
  if (shared) std::fill(shared->keys.begin(), shared->keys.end(), 0);   // of another block
  std::array<std::unique_ptr<LaneKernel>, plans_together_max> kernels;  // optional ones would all be cleared first
  std::array<std::size_t, plans_together_max> rows{};
  for (std::size_t k = 0; k < blocks.size(); ++k)
    kernels[k] = std::make_unique<LaneKernel>(blocks[k], shared, late_payments, k);
  for (std::size_t i = 0; i < counterparties; ++i) {
    std::size_t most = 0;
    for (std::size_t k = 0; k < blocks.size(); ++k) {
      rows[k] = kernels[k]->begin_counterparty(i, k > 0 && rows[0] > 0 ? kernels[0].get() : nullptr);
      most = std::max(most, rows[k]);
    }
    for (std::size_t row = 0; row < most; row += rows_max) {
      for (std::size_t k = 0; k < blocks.size(); ++k)
        if (row < rows[k]) kernels[k]->begin_rows(row, std::min(rows_max, rows[k] - row));
      for (std::size_t k = 0; k < blocks.size(); ++k)
        if (row < rows[k]) kernels[k]->play_rows();
    }
  }
  late_payments.finish();
}

}  // namespace headroom::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace headroom {

HWY_EXPORT(play_lanes);

void play_lanes(std::span<const BlockOfPaths> blocks, SharedDraws* shared) noexcept {
  HWY_DYNAMIC_DISPATCH(play_lanes)(blocks, shared);
  for (const BlockOfPaths& block : blocks) apply_factors(*block.plan, block.first_path, *block.tiles);
}

}  // namespace headroom
#endif
