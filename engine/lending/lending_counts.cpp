#include "engine/lending/lending_counts.hpp"

#include <algorithm>
#include <numeric>

#include "engine/draws/random_stream.hpp"

namespace headroom {

namespace {

void add_all(std::vector<std::uint64_t>& to, const std::vector<std::uint64_t>& from) {
  for (std::size_t i = 0; i < to.size(); ++i) to[i] += from[i];
}

void add_all(std::vector<LendingCounts::Wide>& to, const std::vector<LendingCounts::Wide>& from) {
  for (std::size_t i = 0; i < to.size(); ++i) to[i] += from[i];
}

std::vector<RatioCounts> counts_of(const std::vector<RatioRange>& ranges) {
  std::vector<RatioCounts> counts;
  for (const RatioRange& range : ranges) counts.emplace_back(range);
  return counts;
}

}  // namespace

bool is_disbursed(const ReliefLoanColumns& loan, const Tiles& tiles, const BlockOutcomes& outcomes, std::size_t lane) {
  if (!(uniform_of(tiles.approval_draw[lane]) < loan.approval_probability)) return false;
  return !loan.withheld_after ||
         outcomes.first_day[static_cast<std::size_t>(*loan.withheld_after)][lane] >= loan.disbursed_day;
}

void sum_months(const PeriodFlows& periods, std::size_t lane, std::vector<Minor>& available,
                std::vector<Minor>& service) noexcept {
  for (std::size_t period = 1; period < periods.period_count(); ++period) {
    available[period] = available[period - 1] + periods.receipts(period)[lane] - periods.dues(period)[lane];
    service[period] = service[period - 1] + periods.loan_dues(period)[lane];
  }
}

LendingCounts::LendingCounts(const CountingTask& task, const OptionPlan& option, const std::vector<CountedLoan>& loans,
                             const RatioRanges& ranges)
    : task_(&task),
      option_(&option),
      loans_(&loans),
      horizon_(ranges.horizon),
      monthly_(counts_of(ranges.monthly)),
      rolling_(counts_of(ranges.rolling)) {
  const auto days = static_cast<std::size_t>(task.horizon_days) + 2;
  for (auto& counts : by_day_) counts.assign(days, 0);
  disbursed_by_day_.assign(loans.size(), std::vector<std::uint64_t>(days, 0));
  const std::size_t months = task.by_month ? task.grid->months.size() : 1;
  for (std::vector<Wide>* sums : {&receipts_, &dues_, &debt_service_}) sums->assign(months + 1, 0);
  triggers_.resize(task.triggers.size());
  for (TriggerCounts& counts : triggers_) {
    counts.in_month.assign(months, 0);
    counts.first_in_month.assign(months, 0);
  }
  available_.assign(months + 1, 0);
  service_.assign(months + 1, 0);
}

void LendingCounts::add(const Tiles& tiles, const BlockOutcomes& outcomes, const BlockOutcomes& base,
                        const PeriodFlows* periods, const std::int32_t* late_months, int active) {
  paths_ += static_cast<std::uint64_t>(active);
  add_events(tiles, outcomes, base, active);
  if (periods) add_periods(*periods, late_months, active);
}

void LendingCounts::add_periods(const PeriodFlows& periods, const std::int32_t* late_months, int active) {
  const std::size_t lanes = static_cast<std::size_t>(active);
  const auto sum_of = [lanes](const Minor* row) { return std::accumulate(row, row + lanes, Minor{0}); };
  for (std::size_t period = 0; period < receipts_.size(); ++period) {
    receipts_[period] += sum_of(periods.receipts(period));
    dues_[period] += sum_of(periods.dues(period));
    debt_service_[period] += sum_of(periods.loan_dues(period));
  }
  for (std::size_t lane = 0; lane < lanes; ++lane) {
    sum_months(periods, lane, available_, service_);
    add_coverage();
    if (!triggers_.empty()) add_triggers(periods, lane, late_months ? late_months[lane] : -1);
  }
}

void LendingCounts::add_events(const Tiles& tiles, const BlockOutcomes& outcomes, const BlockOutcomes& base,
                               int active) noexcept {
  const std::array<Event, lender_event_count> events = {Event::illiquid, Event::loan_90dpd, task_->event};
  constexpr auto illiquid = static_cast<std::size_t>(Event::illiquid);
  for (std::size_t lane = 0; lane < static_cast<std::size_t>(active); ++lane) {
    for (std::size_t i = 0; i < events.size(); ++i)
      ++by_day_[i][static_cast<std::size_t>(outcomes.first_day[static_cast<std::size_t>(events[i])][lane])];
    ++effects_[static_cast<std::size_t>(
        relief_effect(outcomes.first_day[illiquid][lane], base.first_day[illiquid][lane], task_->horizon_days + 1))];
    owed_ += outcomes.owed_after_horizon[lane];
    add_exposure(tiles, outcomes, lane);
  }
}

void LendingCounts::add_exposure(const Tiles& tiles, const BlockOutcomes& outcomes, std::size_t lane) noexcept {
  const auto day = static_cast<std::size_t>(outcomes.first_day[static_cast<std::size_t>(task_->event)][lane]);
  const bool has_event = day <= static_cast<std::size_t>(task_->horizon_days);
  Minor exposure = 0, loss = 0;
  bool any = false;
  for (std::size_t i = 0; i < loans_->size(); ++i) {
    const CountedLoan& loan = (*loans_)[i];
    if (loan.column < 0) continue;
    if (!is_disbursed(option_->loans[static_cast<std::size_t>(loan.column)], tiles, outcomes, lane)) continue;
    ++disbursed_by_day_[i][day];
    if (!has_event) continue;
    any = true;
    exposure += loan.exposures[day];
    loss += loan.losses[day];
  }
  exposed_ += any;
  exposure_sum_ += exposure;
  exposure_squares_ += static_cast<Wide>(exposure) * exposure;
  loss_squares_ += static_cast<Wide>(loss) * loss;
}

void LendingCounts::add_coverage() noexcept {
  for_each_ratio(*task_, available_, service_, [this](std::size_t kind, std::size_t month, double ratio) {
    if (kind == 0) horizon_.add(ratio);
    else (kind == 1 ? monthly_ : rolling_)[month].add(ratio);
  });
}

void LendingCounts::add_triggers(const PeriodFlows& periods, std::size_t lane, std::int32_t late_month) noexcept {
  const std::size_t months = available_.size() - 1, window = static_cast<std::size_t>(task_->dscr_months);
  const auto is_met = [&](const Trigger& trigger, std::size_t month) {
    if (trigger.of == Trigger::Of::late_customer) return late_month == static_cast<std::int32_t>(month);
    if (trigger.of == Trigger::Of::position) {
      Minor lowest = periods.lowest_position(month + 1)[lane];
      if (month == 0) lowest = std::min(lowest, periods.lowest_position(0)[lane]);
      return lowest < trigger.position_limit;
    }
    if (!task_->grid->months[month].is_tested) return false;
    const std::size_t begin = month + 1 > window ? month + 1 - window : 0;
    const Minor debt = service_[month + 1] - service_[begin];
    return debt > 0 && static_cast<double>(available_[month + 1] - available_[begin]) / static_cast<double>(debt) <
                           trigger.ratio_limit;
  };
  for (std::size_t i = 0; i < triggers_.size(); ++i) {
    bool met = false;
    for (std::size_t month = 0; month < months; ++month) {
      if (!is_met(task_->triggers[i], month)) continue;
      ++triggers_[i].in_month[month];
      if (!met) ++triggers_[i].first_in_month[month];
      met = true;
    }
    triggers_[i].met += met;
  }
}

void LendingCounts::merge(const LendingCounts& other) {
  paths_ += other.paths_;
  exposed_ += other.exposed_;
  for (std::size_t i = 0; i < by_day_.size(); ++i) add_all(by_day_[i], other.by_day_[i]);
  for (std::size_t i = 0; i < disbursed_by_day_.size(); ++i) add_all(disbursed_by_day_[i], other.disbursed_by_day_[i]);
  exposure_sum_ += other.exposure_sum_;
  exposure_squares_ += other.exposure_squares_;
  loss_squares_ += other.loss_squares_;
  owed_ += other.owed_;
  for (std::size_t i = 0; i < effects_.size(); ++i) effects_[i] += other.effects_[i];
  horizon_.merge(other.horizon_);
  for (std::size_t i = 0; i < monthly_.size(); ++i) {
    monthly_[i].merge(other.monthly_[i]);
    rolling_[i].merge(other.rolling_[i]);
  }
  add_all(receipts_, other.receipts_);
  add_all(dues_, other.dues_);
  add_all(debt_service_, other.debt_service_);
  for (std::size_t i = 0; i < triggers_.size(); ++i) {
    triggers_[i].met += other.triggers_[i].met;
    add_all(triggers_[i].in_month, other.triggers_[i].in_month);
    add_all(triggers_[i].first_in_month, other.triggers_[i].first_in_month);
  }
}

}  // namespace headroom
