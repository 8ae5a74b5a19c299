// Payments that come later than on the earliest day of their law, of all plans that are played together. Included once
// an instruction set, see path_lanes.cpp.

#if defined(HEADROOM_LATE_PAYMENTS) == defined(HWY_TARGET_TOGGLE)
#ifdef HEADROOM_LATE_PAYMENTS
#undef HEADROOM_LATE_PAYMENTS
#else
#define HEADROOM_LATE_PAYMENTS
#endif

#include <hwy/highway.h>

#include <array>
#include <bit>
#include <cstdint>

#include "engine/paths/block_of_paths.hpp"
#include "engine/paths/lane_batch-inl.hpp"
#include "engine/paths/lane_days-inl.hpp"
#include "engine/paths/lane_receipts-inl.hpp"
#include "engine/paths/played_plan-inl.hpp"
#include "engine/plan/plan_comparison.hpp"

HWY_BEFORE_NAMESPACE();
namespace headroom::HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

/// How a plan comes by the late payments of a counterparty.
enum class LateSource : std::uint8_t {
  own,         ///< by its own draws
  kept_days,   ///< by the days that the first plan has found and keeps
  first_batch  ///< placed along with the batches of the first plan
};

/// Payments that come later than on the earliest day of their law, of all plans that are played together.
///
/// A plan collects its late lanes in a batch, row after row, and places the batch when it is full: each entry gets its
/// day. One plan collects at a time. Plans whose payments are late on the same lanes as those of the first are placed
/// along with its batches.
class LatePayments {
 public:
  /// Adds a plan; the first one added leads. Requires: it outlives this.
  void add_plan(PlayedPlan& played) noexcept { plans_[plan_count_++].played = &played; }

  /// Begins a counterparty of one plan after the other, the first one first. `in_common`: with the first plan, flags of
  /// `InCommon`.
  void begin_counterparty(std::size_t number, std::uint8_t in_common) noexcept {
    OfPlan& plan = plans_[number];
    if (number == 0) keeps_days_ = false;
    const bool late_alike = (in_common & InCommon::lateness) != 0;
    plan.law = -1;
    plan.pays_alike = (in_common & InCommon::delays) != 0;
    plan.source = late_alike && plan.played->adds_narrow() && plans_[0].played->adds_narrow() ? LateSource::first_batch
                  : plan.pays_alike                                                           ? LateSource::kept_days
                                                                                              : LateSource::own;
    keeps_days_ = keeps_days_ || plan.source == LateSource::kept_days;
  }

  /// Begins rows of a plan: it is known which of them go ahead, on which lanes.
  void begin_rows(std::size_t number, std::size_t rows) noexcept {
    if (plans_[number].source != LateSource::first_batch) return;
    PlayedPlan& played = *plans_[number].played;
    for (std::size_t k = 0; k < rows; ++k)
      for (std::size_t half = 0; half < 2; ++half)
        played.rows.goes_ahead[half][k] = static_cast<std::uint32_t>(played.goes_ahead[k] >> 32 * half);
  }

  /// Adds the receipts of the k-th row that is played, whose law is not certain, on the lanes on which it goes ahead.
  HWY_INLINE void add_receipts(std::size_t number, std::size_t k, LaneMask goes_ahead) noexcept {
    OfPlan& plan = plans_[number];
    PlayedPlan& played = *plan.played;
    const std::size_t row = played.first_row + k;
    const std::int32_t earliest_day = played.rows.earliest_days[k];
    if (plan.source != LateSource::own) {
      const LaneMask late = plans_[0].played->late[k], known = plans_[0].played->goes_ahead[k];
      played.add_together(earliest_day, row, goes_ahead & ~late);
      if (plan.source == LateSource::kept_days) add_known(played, k, goes_ahead & late & known);
      goes_ahead &= late & ~known;  // the few that go ahead under this plan alone
      if (goes_ahead == 0) return;
    }
    const LaneMask late = find_late(number, row);
    played.late[k] = late;
    played.add_together(earliest_day, row, goes_ahead & ~late);
    const std::int32_t wait = std::max(played.plan.exposures.first_day[row] - earliest_day, 0);
    if (wait != plan.least_wait) place(number);  // a batch waits alike: nearly always not at all
    plan.least_wait = wait;
    played.latents.append_to(scratch_.later, k, goes_ahead & late);
    if (!scratch_.later.has_room()) place(number);
  }

  /// Places what a plan has collected: finds the day of each entry, and adds it to its lane's day.
  void place(std::size_t number) noexcept {
    if (scratch_.later.size == 0) return;
    OfPlan& plan = plans_[number];
    PlayedPlan& played = *plan.played;
    const auto law = static_cast<std::size_t>(plan.law);
    fill_up(scratch_.later);
    find_cells(played.plan.delay_laws, law, scratch_, [this, &played](std::size_t k) {
      const auto latent = played.latents.estimated(scratch_.later, k);
      hn::Store(latent, Floats(), scratch_.latents + k);
      return latent;
    });
    find_days(played, law, plan.least_wait);
    if (played.rows.has_followed) keep_days(played);
    if (played.adds_narrow()) keep_pending(plan);
    else
      for (std::size_t k = 0; k < scratch_.later.size; ++k)
        played.add_receipt(played.first_row + scratch_.later.entries[k] / block_lanes,
                           scratch_.later.entries[k] % block_lanes, scratch_.days[k]);
    if (number == 0 && plan_count_ > 1) place_along();
    scratch_.later.size = 0;
  }

  /// Adds the next receipts of a plan that wait to be added: more at a time than a row usually makes.
  HWY_INLINE void add_pending(std::size_t number) noexcept {
    plans_[number].pending.add(plans_[number].played->tiles, pending_at_once);
  }

  /// Adds all receipts that still wait.
  void finish() noexcept {
    for (std::size_t number = 0; number < plan_count_; ++number)
      plans_[number].pending.add(plans_[number].played->tiles, Batch::room);
  }

 private:
  /// The late payments of one plan.
  struct OfPlan {
    PlayedPlan* played = nullptr;
    LateSource source = LateSource::own;
    bool pays_alike = false;      // its payments come on the days of the first plan's, where both go ahead
    std::int32_t law = -1;        // of the batch; -1: of none yet
    std::int32_t least_wait = 0;  // of the batch's payments, after the earliest day
    DrawThresholds thresholds;    // of what the law pays on its earliest day
    PendingReceipts pending;
  };

  /// The lanes on which a row is paid later than on its law's earliest day, and those too near to it to tell: the day
  /// found for these may be the earliest. The row's draws are those made last from then on.
  HWY_INLINE LaneMask find_late(std::size_t number, std::size_t row) noexcept {
    OfPlan& plan = plans_[number];
    PlayedPlan& played = *plan.played;
    const std::int32_t law = played.plan.exposures.delay_law[row];
    if (law != plan.law) {
      place(number);  // a batch is of one law
      const DelayLawColumns& laws = played.plan.delay_laws;
      played.latents.find_thresholds(
          laws.thresholds[static_cast<std::size_t>(laws.begin[static_cast<std::size_t>(law)])], plan.thresholds);
      plan.law = law;
    }
    played.latents.draw(played.plan.exposures.delay_key[row], rows_max + row - played.first_row);
    return played.latents.not_above(plan.thresholds);
  }

  /// Receipts that come on the days that the first plan has found for them.
  HWY_NOINLINE void add_known(PlayedPlan& played, std::size_t k, LaneMask lanes) noexcept {
    const std::int32_t* days = kept_days_ + k * block_lanes;
    for (; lanes != 0; lanes &= lanes - 1) {
      const auto lane = static_cast<std::size_t>(std::countr_zero(lanes));
      played.add_receipt(played.first_row + k, lane, days[lane]);
      played.keep_day(k, lane, days[lane]);
    }
  }

  /// Gives the other plans what they take of the first one's batch. Those that pay on the same days come first, for the
  /// others write over the days.
  HWY_NOINLINE void place_along() noexcept {
    if (keeps_days_)
      for (std::size_t k = 0; k < scratch_.later.size; ++k) kept_days_[scratch_.later.entries[k]] = scratch_.days[k];
    for (const bool pays_alike : {true, false})
      for (std::size_t number = 1; number < plan_count_; ++number)
        if (plans_[number].source == LateSource::first_batch && plans_[number].pays_alike == pays_alike)
          place_along(plans_[number]);
  }

  /// Adds what the first plan has just placed: on the same days, or on those that this plan's law gives the same L.
  void place_along(OfPlan& plan) noexcept {
    PlayedPlan& played = *plan.played;
    if (!plan.pays_alike) {
      const std::size_t row = played.first_row + scratch_.later.entries[0] / block_lanes;
      const auto law = static_cast<std::size_t>(played.plan.exposures.delay_law[row]);
      find_cells(played.plan.delay_laws, law, scratch_,
                 [this](std::size_t k) { return hn::Load(Floats(), scratch_.latents + k); });
      find_days(played, law, plans_[0].least_wait);
    }
    if (played.rows.has_followed) keep_days(played);
    keep_pending(plan);
  }

  /// The days of the entries of a batch whose cells are known.
  HWY_INLINE void find_days(const PlayedPlan& played, std::size_t law, std::int32_t wait) noexcept {
    read_cells(played.plan, law, played.rows, wait, scratch_);
    each_bit(scratch_.later, scratch_.doubts, [this, &played, law, wait](std::size_t k, std::size_t lane) {
      scratch_.days[k] = exact_day(played, law, wait, k, lane);
    });
  }

  /// The settled day of one entry, in doubles.
  std::int32_t exact_day(const PlayedPlan& played, std::size_t law, std::int32_t wait, std::size_t k,
                         std::size_t lane) const noexcept {
    const double latent = played.latents.exact(lane, scratch_.later.draws[k]);
    const std::int32_t step = exact_step(played.plan.delay_laws, law, scratch_.entries[k], latent);
    if (step == played.plan.delay_laws.count[law]) return played.plan.horizon_days + 1;
    return played.settled(played.rows.earliest_days[scratch_.later.entries[k] / block_lanes] + std::max(step, wait));
  }

  /// Keeps on which days the followed rows of the batch are paid.
  HWY_NOINLINE void keep_days(PlayedPlan& played) noexcept {
    for (std::size_t k = 0; k < scratch_.later.size; ++k)
      played.keep_day(scratch_.later.entries[k] / block_lanes, scratch_.later.entries[k] % block_lanes,
                      scratch_.days[k]);
  }

  /// Leaves what the batch adds for later, of plans whose receipts are narrow.
  void keep_pending(OfPlan& plan) noexcept {
    plan.pending.add(plan.played->tiles, Batch::room);
    plan.pending.keep(scratch_.later, scratch_.days, plan.played->rows, plan.source == LateSource::first_batch);
  }

  static constexpr std::size_t pending_at_once = 16;  // twice a row

  Scratch scratch_;
  std::array<OfPlan, plans_together_max> plans_;
  std::size_t plan_count_ = 0;
  bool keeps_days_ = false;                         // some plan takes the first one's days
  std::int32_t kept_days_[rows_max * block_lanes];  // settled, of the first plan's late payments, where it keeps them
};

}  // namespace headroom::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
