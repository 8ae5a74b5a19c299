#include "engine/plan.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "engine/day_grid.hpp"
#include "engine/delay_tables.hpp"
#include "engine/exposure.hpp"
#include "engine/random_stream.hpp"
#include "engine/scheduled_dues.hpp"
#include "engine/shocks.hpp"
#include "models/error.hpp"
#include "models/normal.hpp"

namespace headroom {

namespace {

std::int32_t tile_of(PaymentClass payment_class) {
  const auto found = std::find(random_classes.begin(), random_classes.end(), payment_class);
  if (found == random_classes.end()) throw ContractError("a due of this class cannot be random");
  return static_cast<std::int32_t>(found - random_classes.begin());
}

class PlanBuilder {
 public:
  explicit PlanBuilder(const PlanRequest& request)
      : ledger_(*request.ledger),
        scenario_(*request.scenario),
        seed_(request.seed),
        grid_(*request.ledger, request.horizon_days),
        shocks_(*request.scenario, *request.ledger),
        tables_(plan_.delay_laws) {}

  Plan build() && {
    plan_.horizon_days = grid_.horizon_days();
    plan_.cash = ledger_.cash;
    plan_.cash_minimum = ledger_.cash_minimum;
    for (std::size_t i = 0; i < creditor_class_count; ++i)
      plan_.class_order[i] = static_cast<std::uint8_t>(ledger_.payment_policy.order[i]);
    plan_.settled_day.assign(grid_.settled_days().begin(), grid_.settled_days().end());
    plan_.market_key = stream_key(seed_, Purpose::market, {"market", "", ""});
    plan_.approval_key = stream_key(seed_, Purpose::approval, {"approval", "", ""});
    const Dependence dependence = scenario_.dependence.value_or(ledger_.dependence);
    plan_.market_loading = std::sqrt(dependence.market);
    plan_.counterparty_loading = std::sqrt(dependence.counterparty);
    plan_.own_loading = std::sqrt(std::max(0.0, 1.0 - dependence.market - dependence.counterparty));
    add_lines();
    plan_.flows = scheduled_dues(ledger_, shocks_, grid_);
    add_exposures(exposures_of(ledger_, shocks_, grid_));
    return std::move(plan_);
  }

 private:
  void add_lines() {
    std::vector<const CreditLine*> cheapest;
    for (const CreditLine& line : ledger_.credit_lines) cheapest.push_back(&line);
    std::stable_sort(cheapest.begin(), cheapest.end(), [](const auto* a, const auto* b) { return a->rate_annual < b->rate_annual; });
    for (const CreditLine* line : cheapest) {
      plan_.lines.limit.push_back(line->limit);
      plan_.lines.drawn.push_back(line->drawn);
      const int closing = line->until ? grid_.day_of(*line->until) : grid_.horizon_days() + 1;
      plan_.lines.closing_day.push_back(std::min(closing, grid_.horizon_days() + 1));
      for (int day = 0; day <= grid_.horizon_days(); ++day) {
        const bool is_interest_day = day <= closing && (day == closing || is_last_day_of_month(grid_.date_of(day)));
        const double rate = shocks_.apply(ShockOf::rate, line->rate_annual, grid_.date_of(day), {"", "", "", PaymentClass::loan});
        plan_.lines.interest_factor.push_back(is_interest_day ? std::max(0.0, rate) / 365.0 : -1.0);
      }
    }
    plan_.lines.repayment_order.resize(cheapest.size());
    std::iota(plan_.lines.repayment_order.rbegin(), plan_.lines.repayment_order.rend(), 0);
  }

  void add_exposures(Exposures exposures) {
    std::stable_sort(exposures.items.begin(), exposures.items.end(),
                     [](const Exposure& a, const Exposure& b) { return a.counterparty_index < b.counterparty_index; });
    std::size_t next = 0;
    for (std::size_t i = 0; i < exposures.counterparties.size(); ++i) {
      add_counterparty(exposures.counterparties[i]);
      for (; next < exposures.items.size() && exposures.items[next].counterparty_index == static_cast<int>(i); ++next)
        add(exposures.items[next], !exposures.counterparties[i].failed_by.empty());
    }
    plan_.counterparties.exposure_begin.push_back(static_cast<std::int32_t>(plan_.exposures.receipt.size()));
    plan_.exposures.due_begin.push_back(static_cast<std::int32_t>(plan_.exposure_dues.day.size()));
  }

  void add_counterparty(const MetCounterparty& counterparty) {
    CounterpartyColumns& columns = plan_.counterparties;
    columns.factor_key.push_back(stream_key(seed_, Purpose::counterparty, {"counterparty", counterparty.name, ""}));
    columns.failure_key.push_back(stream_key(seed_, Purpose::failure, {"counterparty", counterparty.name, ""}));
    columns.exposure_begin.push_back(static_cast<std::int32_t>(plan_.exposures.receipt.size()));
    columns.failure_begin.push_back(counterparty.failed_by.empty() ? -1 : static_cast<std::int32_t>(columns.failure_thresholds.size()));
    if (!counterparty.failed_by.empty()) columns.failure_days = static_cast<std::int32_t>(counterparty.failed_by.size());
    for (const double failed : counterparty.failed_by) columns.failure_thresholds.push_back(normal_quantile(failed));
  }

  /// Sorts an exposure: impossible, certain, or random; as written it becomes dated flows in any case.
  void add(const Exposure& exposure, bool may_fail) {
    const bool sized_at_random = exposure.volatility > 0.0 || exposure.level_volatility > 0.0;
    const bool may_fail_it = may_fail && (exposure.last_failure_day > 0 || exposure.last_failure_day < 0 || exposure.size > 0);
    const int law = exposure.delay.name.empty() ? -1 : delay_row(exposure);
    const auto sure_delay = law < 0 ? std::optional(DelayTables::Certain{}) : tables_.certain(law);
    const bool decided = exposure.cancellation <= 0.0 || exposure.cancellation >= 1.0;
    const bool worthless = exposure.size == 0 && exposure.expected <= 0.0;
    const bool certain = decided && !may_fail_it && !sized_at_random && (sure_delay || worthless || exposure.cancellation >= 1.0);
    add_as_written(exposure, certain && !exposure.overdue, sure_delay);
    if (certain && !exposure.overdue) return;
    if (!certain) plan_.is_random = true;
    add_row(exposure, law);
  }

  int delay_row(const Exposure& exposure) {
    const int days_max = grid_.last_day_that_counts() - std::min(exposure.due_day, 0);
    return tables_.row_of(exposure.delay.name, exposure.delay.law, exposure.delay.more_than, days_max);
  }

  void add_as_written(const Exposure& exposure, bool certain, const std::optional<DelayTables::Certain>& sure_delay) {
    const bool goes_ahead = exposure.cancellation < 1.0;
    const bool paid = goes_ahead && !exposure.overdue && !(sure_delay && sure_delay->nothing_paid);
    if (paid && exposure.size > 0) {
      DatedFlow flow;
      const int paid_day = sure_delay ? exposure.due_day + sure_delay->days : exposure.as_written_day;
      flow.unmoved_day = std::max(paid_day, exposure.first_day);
      flow.day = flow.real_day = grid_.settled(flow.unmoved_day);
      flow.amount = exposure.size;
      flow.item = exposure.item;
      flow.counterparty = exposure.counterparty;
      flow.certain = certain;
      if (flow.day <= plan_.horizon_days) plan_.flows.push_back(std::move(flow));
    }
    for (const ExposureDue& due : exposure.dues) {
      DatedFlow flow = due.as_written;
      flow.amount = goes_ahead ? due.if_goes_ahead : due.if_cancelled;
      flow.certain = certain;
      if (flow.amount > 0 && flow.day <= plan_.horizon_days) plan_.flows.push_back(std::move(flow));
    }
  }

  void add_row(const Exposure& exposure, int law) {
    ExposureColumns& columns = plan_.exposures;
    const ItemIdentity identity = {exposure.kind, exposure.counterparty, exposure.number};
    columns.cancellation_key.push_back(stream_key(seed_, Purpose::cancellation, identity));
    columns.cancellation_threshold.push_back(normal_quantile(exposure.cancellation));
    columns.last_failure_day.push_back(exposure.last_failure_day);
    columns.size_law.push_back(size_row(exposure, identity));
    columns.receipt.push_back(exposure.size);
    columns.delay_key.push_back(stream_key(seed_, Purpose::delay, identity));
    columns.delay_law.push_back(law);
    columns.due_day.push_back(exposure.due_day);
    columns.first_day.push_back(exposure.first_day);
    columns.due_begin.push_back(static_cast<std::int32_t>(plan_.exposure_dues.day.size()));
    for (const ExposureDue& due : exposure.dues)
      if (due.as_written.day <= plan_.horizon_days) add_due(due, columns.size_law.back() >= 0);
  }

  std::int32_t size_row(const Exposure& exposure, const ItemIdentity& identity) {
    if (exposure.volatility <= 0.0 && exposure.level_volatility <= 0.0) return -1;
    SizeLawColumns& columns = plan_.sizes;
    columns.period_key.push_back(stream_key(seed_, Purpose::sales_period, identity));
    columns.level_key.push_back(stream_key(seed_, Purpose::sales_level, {exposure.kind, exposure.counterparty, exposure.level_number}));
    columns.expected.push_back(exposure.expected);
    columns.volatility.push_back(exposure.volatility);
    columns.level_volatility.push_back(exposure.level_volatility);
    return static_cast<std::int32_t>(columns.expected.size()) - 1;
  }

  void add_due(const ExposureDue& due, bool sized_at_random) {
    ExposureDueColumns& columns = plan_.exposure_dues;
    columns.tile.push_back(tile_of(*due.as_written.payment_class));
    plan_.random_dues[static_cast<std::size_t>(columns.tile.back())] = true;
    columns.day.push_back(due.as_written.deferrable ? due.as_written.day : plan_.horizon_days + 2);
    columns.if_goes_ahead.push_back(due.if_goes_ahead);
    columns.if_cancelled.push_back(due.if_cancelled);
    columns.per_size.push_back(sized_at_random ? due.by_size.per_size : 0.0);
    columns.fixed.push_back(due.by_size.fixed);
    columns.last_failure_day.push_back(due.last_failure_day);
  }

  const Ledger& ledger_;
  const Scenario& scenario_;
  std::uint64_t seed_;
  DayGrid grid_;
  Shocks shocks_;
  Plan plan_;
  DelayTables tables_;
};

}  // namespace

Plan build_plan(const PlanRequest& request) { return PlanBuilder(request).build(); }

}  // namespace headroom
