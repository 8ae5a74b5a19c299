#include "engine/lending/coverage_figures.hpp"

#include <algorithm>

#include "engine/measures/statistics.hpp"

namespace headroom {

namespace {

Figure<CoverageSpread> spread_of(const RatioCounts& ratios, std::uint64_t paths) {
  const auto spread = ratios.spread(paths);
  return spread ? Figure<CoverageSpread>(*spread) : Figure<CoverageSpread>(Unsaid::no_debt_service);
}

Coverage coverage_of(const MonthGrid& grid, const LendingCounts& counts, const LendingCounts& written) {
  Coverage coverage;
  const double n = static_cast<double>(counts.paths());
  coverage.horizon = spread_of(counts.horizon(), counts.paths());
  for (std::size_t i = 0; i < grid.months.size(); ++i) {
    const MonthOfDays& days = grid.months[i];
    CoverageMonth month{days.name, days.first_day, days.last_day, spread_of(counts.monthly(i), counts.paths())};
    month.receipts = static_cast<double>(counts.receipts(i + 1)) / n;
    month.dues = static_cast<double>(counts.dues(i + 1)) / n;
    month.debt_service = static_cast<double>(counts.debt_service(i + 1)) / n;
    month.written_receipts = static_cast<Minor>(written.receipts(i + 1));
    month.written_dues = static_cast<Minor>(written.dues(i + 1));
    month.written_debt_service = static_cast<Minor>(written.debt_service(i + 1));
    coverage.receipts += month.receipts;
    coverage.dues += month.dues;
    coverage.debt_service += month.debt_service;
    coverage.monthly.push_back(std::move(month));
    if (days.is_tested)
      coverage.rolling.push_back({days.name, days.last_day, spread_of(counts.rolling(i), counts.paths())});
  }
  return coverage;
}

Figure<Estimate> share_of(std::uint64_t count, const LendingCounts& counts, bool is_random) {
  if (is_random) return proportion(count, counts.paths());
  return Unsaid::nothing_random;
}

std::vector<MonthShare> monthly_of(const TriggerCounts& trigger, const MonthGrid& grid, std::uint64_t paths,
                                   bool only_tested) {
  std::vector<MonthShare> rows;
  for (std::size_t i = 0; i < grid.months.size(); ++i)
    if (!only_tested || grid.months[i].is_tested)
      rows.push_back({grid.months[i].name, proportion(trigger.in_month[i], paths).value});
  return rows;
}

/// When futures that meet a trigger first do: the earliest month, and the one by which half of them have.
void put_months(const TriggerCounts& trigger, const MonthGrid& grid, WatchResult& watch) {
  std::uint64_t seen = 0;
  for (std::size_t i = 0; i < grid.months.size() && trigger.met > 0; ++i) {
    if (trigger.first_in_month[i] == 0) continue;
    seen += trigger.first_in_month[i];
    if (!watch.earliest_month) watch.earliest_month = grid.months[i].name;
    if (!watch.first_month && 2 * seen >= trigger.met) watch.first_month = grid.months[i].name;
  }
}

/// Whether the probability of 12 months is above a limit, and from which month's end on it is.
WatchResult watched_probability(double limit, const MonthGrid& grid, const LendingCounts& counts,
                                const Assessment& assessment) {
  WatchResult watch{WatchOf::pd_12m_above, limit, {}, {}, {}, {}};
  if (!assessment.grade) {
    watch.probability = *assessment.grade.unsaid;
    return watch;
  }
  const bool is_met = assessment.grade->pd > limit;
  watch.probability = Estimate{is_met ? 1.0 : 0.0, 0.0};
  std::uint64_t events = 0;
  int day = 0;
  for (std::size_t i = 0; is_met && i < grid.months.size() && !watch.first_month; ++i) {
    for (; day <= grid.months[i].last_day; ++day)
      events += counts.by_day(LenderEvent::chosen)[static_cast<std::size_t>(day)];
    if (proportion(events, counts.paths()).value > limit)
      watch.first_month = watch.earliest_month = grid.months[i].name;
  }
  return watch;
}

}  // namespace

void fill_coverage(const MonthGrid& grid, const LendingCounts& counts, const LendingCounts& written,
                   const ConcentrationResult* concentration, const OptionPlan& option, Assessment& assessment) {
  assessment.dscr = coverage_of(grid, counts, written);
  const bool is_random = option.is_random;
  const LendingPolicy& policy = assessment.policy;
  std::size_t next = 0;  // of the task's triggers
  const auto add_covenant = [&](bool is_dscr, double limit) {
    const TriggerCounts& trigger = counts.trigger(next++);
    assessment.covenants.push_back(
        {is_dscr, limit, share_of(trigger.met, counts, is_random), monthly_of(trigger, grid, counts.paths(), is_dscr)});
  };
  if (policy.min_dscr) add_covenant(true, *policy.min_dscr);
  if (policy.min_cash) add_covenant(false, static_cast<double>(*policy.min_cash));

  const WatchLimits& limits = policy.watch;
  if (limits.pd_12m_above)
    assessment.watch.push_back(watched_probability(*limits.pd_12m_above, grid, counts, assessment));
  const auto add_watch = [&](WatchOf of, double limit, const std::string& counterparty) {
    const TriggerCounts& trigger = counts.trigger(next++);
    WatchResult watch{of, limit, counterparty, share_of(trigger.met, counts, is_random), {}, {}};
    put_months(trigger, grid, watch);
    assessment.watch.push_back(std::move(watch));
  };
  if (limits.cash_below) add_watch(WatchOf::cash_below, static_cast<double>(*limits.cash_below), "");
  if (limits.dscr_below) add_watch(WatchOf::dscr_below, *limits.dscr_below, "");
  if (limits.largest_customer_late_days) {
    add_watch(WatchOf::largest_customer_late_days, *limits.largest_customer_late_days,
              concentration ? concentration->top.front().counterparty : "");
    if (!concentration) assessment.watch.back().probability = Unsaid::nothing_expected;
  }
}

}  // namespace headroom
