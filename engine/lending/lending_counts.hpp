// What a lender counts over the paths of one option: defaults, exposures, losses and coverage.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "engine/lending/month_grid.hpp"
#include "engine/lending/ratio_counts.hpp"
#include "engine/measures/relief_effect.hpp"
#include "engine/paths/tiles.hpp"
#include "engine/plan/option_plan.hpp"
#include "engine/settlement/block_outcomes.hpp"
#include "engine/settlement/period_flows.hpp"
#include "models/default_event.hpp"

namespace headroom {

/// The events that a lender looks at, in the order in which they are counted.
enum class LenderEvent : std::size_t { illiquid, loan_90dpd, chosen };
inline constexpr std::size_t lender_event_count = 3;

/// Something that a month can meet: a ratio or a position below a limit, or an invoice of a customer that is late.
struct Trigger {
  enum class Of { dscr, position, late_customer };
  Of of = Of::dscr;
  double ratio_limit = 0.0;
  Minor position_limit = 0;
  int late_days = 0;
};

/// What is counted of every option of a play. Requires: the grid outlives it.
struct CountingTask {
  const MonthGrid* grid = nullptr;
  int horizon_days = 0;
  Event event = Event::any_90dpd;
  int dscr_months = 12;
  std::vector<Trigger> triggers;
  bool has_coverage = true;  ///< else no period is looked at, and no trigger
  bool by_month = true;      ///< else of coverage the whole horizon alone
};

/// One loan of an option, as it is counted. Shape of vectors: [H + 1], by the day of the event
struct CountedLoan {
  int column = -1;  ///< among the option's loans; -1: not disbursed by the horizon
  std::vector<Minor> exposures, losses;
};

/// A month's worth of a trigger.
struct TriggerCounts {
  std::uint64_t met = 0;                      ///< paths that meet it in any month
  std::vector<std::uint64_t> in_month;        ///< that meet it in this month
  std::vector<std::uint64_t> first_in_month;  ///< that meet it in this month for the first time
};

/// How ratios of an option are counted, found from its first paths.
struct RatioRanges {
  explicit RatioRanges(std::size_t months) : monthly(months), rolling(months) {}

  RatioRange horizon;
  std::vector<RatioRange> monthly, rolling;
};

/// Sums and counts of whole numbers over paths: parts merge to the same bits in any order.
class LendingCounts {
 public:
  __extension__ using Wide = __int128;

  /// `loans`: empty for the base case. Requires: what is named outlives it.
  LendingCounts(const CountingTask& task, const OptionPlan& option, const std::vector<CountedLoan>& loans,
                const RatioRanges& ranges);

  /// Adds the first `active` lanes of a block. `late_months`: of the late customer, the first month by lane, or null.
  /// `periods`: null without coverage.
  void add(const Tiles& tiles, const BlockOutcomes& outcomes, const BlockOutcomes& base, const PeriodFlows* periods,
           const std::int32_t* late_months, int active);
  void merge(const LendingCounts& other);

  std::uint64_t paths() const { return paths_; }
  /// Paths whose event comes on the day; H + 1: not by the horizon. Shape: [H + 2]
  const std::vector<std::uint64_t>& by_day(LenderEvent event) const { return by_day_[static_cast<std::size_t>(event)]; }
  /// Of the chosen event, the paths on which the loan is disbursed. Shape: [H + 2]
  const std::vector<std::uint64_t>& disbursed_by_day(std::size_t loan) const { return disbursed_by_day_[loan]; }
  /// Paths with the event and any loan disbursed, and sums over them of exposure and of squares.
  std::uint64_t exposed() const { return exposed_; }
  Wide exposure_sum() const { return exposure_sum_; }
  Wide exposure_squares() const { return exposure_squares_; }
  Wide loss_squares() const { return loss_squares_; }
  const std::array<std::uint64_t, relief_effect_count>& effects() const { return effects_; }
  Wide owed_after_horizon() const { return owed_; }

  const RatioCounts& horizon() const { return horizon_; }
  const RatioCounts& monthly(std::size_t month) const { return monthly_[month]; }
  const RatioCounts& rolling(std::size_t month) const { return rolling_[month]; }
  /// Sums over paths, by period of the grid: day 0, then the months.
  Wide receipts(std::size_t period) const { return receipts_[period]; }
  Wide dues(std::size_t period) const { return dues_[period]; }
  Wide debt_service(std::size_t period) const { return debt_service_[period]; }
  const TriggerCounts& trigger(std::size_t i) const { return triggers_[i]; }

 private:
  void add_periods(const PeriodFlows& periods, const std::int32_t* late_months, int active);
  void add_events(const Tiles& tiles, const BlockOutcomes& outcomes, const BlockOutcomes& base, int active) noexcept;
  void add_exposure(const Tiles& tiles, const BlockOutcomes& outcomes, std::size_t lane) noexcept;
  void add_coverage() noexcept;
  void add_triggers(const PeriodFlows& periods, std::size_t lane, std::int32_t late_month) noexcept;

  const CountingTask* task_;
  const OptionPlan* option_;
  const std::vector<CountedLoan>* loans_;
  std::uint64_t paths_ = 0, exposed_ = 0;
  std::array<std::vector<std::uint64_t>, lender_event_count> by_day_;
  std::vector<std::vector<std::uint64_t>> disbursed_by_day_;
  Wide exposure_sum_ = 0, exposure_squares_ = 0, loss_squares_ = 0, owed_ = 0;
  std::array<std::uint64_t, relief_effect_count> effects_ = {};
  RatioCounts horizon_;
  std::vector<RatioCounts> monthly_, rolling_;
  std::vector<Wide> receipts_, dues_, debt_service_;
  std::vector<TriggerCounts> triggers_;
  std::vector<Minor> available_, service_;  ///< of one path, up to the end of each month
};

/// Whether a relief's loan is paid out on a lane.
bool is_disbursed(const ReliefLoanColumns& loan, const Tiles& tiles, const BlockOutcomes& outcomes, std::size_t lane);

/// What of a path's months up to their ends is available for debt service, and what that service is, and the ratios
/// that follow: calls `take(kind, month, ratio)` for those that exist. Kinds: 0 the horizon, 1 a month, 2 a rolling
/// window.
template <class Take>
void for_each_ratio(const CountingTask& task, const std::vector<Minor>& available, const std::vector<Minor>& service,
                    const Take& take) {
  const auto ratio_of = [&](std::size_t kind, std::size_t month, std::size_t begin, std::size_t end) {
    const Minor debt = service[end] - service[begin];
    if (debt > 0) take(kind, month, static_cast<double>(available[end] - available[begin]) / static_cast<double>(debt));
  };
  const std::size_t months = available.size() - 1;
  ratio_of(0, 0, 0, months);
  if (!task.by_month) return;
  const auto window = static_cast<std::size_t>(task.dscr_months);
  for (std::size_t month = 0; month < months; ++month) {
    ratio_of(1, month, month, month + 1);
    if (task.grid->months[month].is_tested) ratio_of(2, month, month + 1 > window ? month + 1 - window : 0, month + 1);
  }
}

/// Sums up a lane's months. Shape: [months + 1], 0 first
void sum_months(const PeriodFlows& periods, std::size_t lane, std::vector<Minor>& available,
                std::vector<Minor>& service) noexcept;

}  // namespace headroom
