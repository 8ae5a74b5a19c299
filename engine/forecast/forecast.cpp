#include "engine/forecast/forecast.hpp"

#include <algorithm>
#include <numeric>

#include "engine/forecast/supplier_flows.hpp"
#include "engine/paths/path_kernel.hpp"
#include "engine/plan/option_plan.hpp"
#include "engine/plan/plan.hpp"
#include "engine/settlement/settlement.hpp"
#include "models/open_amounts.hpp"

namespace headroom {

namespace {

constexpr int week_count_max = 13;

std::optional<AmountAsWritten> amount_as_written(const ForeignAmount& amount) {
  if (!amount.is_given()) return std::nullopt;
  return AmountAsWritten{amount.amount, std::string(amount.currency)};
}

/// Interest on credit lines depends on what is drawn, so it is played rather than listed.
void add_line_interest(const Ledger& ledger, const Plan& plan, const std::vector<Minor>& interest,
                       std::vector<ForecastFlow>& flows) {
  std::string names;
  for (const CreditLine& line : ledger.credit_lines) names += (names.empty() ? "" : ", ") + line.name;
  for (int day = 0; day <= plan.horizon_days; ++day) {
    const Minor amount = interest[static_cast<std::size_t>(day)];
    if (amount == 0) continue;
    flows.push_back({day, PaymentClass::loan, amount, names, "", FlowKind::interest, "", std::nullopt});
  }
}

/// Pieces of one item that come on one day are one flow to the reader.
void add_flow(const DatedFlow& flow, std::vector<ForecastFlow>& flows) {
  const auto continues = [&flow](const ForecastFlow& last) {
    return last.day == flow.day && last.payment_class == flow.payment_class && last.item == flow.item &&
           last.counterparty == flow.counterparty && last.kind == flow.kind && last.part == flow.part;
  };
  if (flow.continued && !flows.empty() && continues(flows.back())) {
    flows.back().amount += flow.amount;
    if (flows.back().as_written) flows.back().as_written->amount += flow.foreign.amount;
    return;
  }
  flows.push_back({flow.day, flow.payment_class, flow.amount, std::string(flow.item), std::string(flow.counterparty),
                   flow.kind, std::string(flow.part), amount_as_written(flow.foreign)});
}

/// What the ledger as written leaves out: nobody knows when it comes.
std::vector<UndatedReceivable> overdue_items(const Ledger& ledger) {
  std::vector<UndatedReceivable> overdue;
  const auto add = [&](const std::string& number, const std::string& counterparty, Date due, Minor amount,
                       const std::string& currency, const std::string& part, bool is_milestone) {
    overdue.push_back({number, counterparty, due, in_ledger_currency(ledger, amount, currency),
                       amount_as_written(foreign_amount(ledger, amount, currency)), part, is_milestone});
  };
  const OpenAmounts open(ledger);
  for (std::size_t i = 0; i < ledger.receivables.size(); ++i) {
    const Receivable& receivable = ledger.receivables[i];
    const Minor dated = receivable.dispute_until ? receivable.disputed : 0;
    if (open.of(i) - dated <= 0 || receivable.due >= ledger.company.as_of) continue;
    add(receivable.invoice, receivable.counterparty, receivable.due, open.of(i) - dated, receivable.currency,
        receivable.part, false);
  }
  for (const Order& order : ledger.orders)
    for (const Milestone& milestone : order.milestones)
      if (milestone.amount > 0 && milestone.due < ledger.company.as_of)
        add(order.number, order.counterparty, milestone.due, milestone.amount, order.currency, milestone.name, true);
  return overdue;
}

std::vector<CashWeek> weeks_of(const Forecast& forecast, Minor opening) {
  std::vector<CashWeek> weeks;
  for (int first = 0; first <= forecast.horizon_days && static_cast<int>(weeks.size()) < week_count_max; first += 7) {
    CashWeek week;
    week.first_day = first;
    week.last_day = std::min(first + 6, forecast.horizon_days);
    week.opening = weeks.empty() ? opening : weeks.back().closing;
    week.closing = forecast.days[static_cast<std::size_t>(week.last_day)].position;
    weeks.push_back(week);
  }
  for (const ForecastFlow& flow : forecast.flows) {
    const auto index = static_cast<std::size_t>(flow.day / 7);
    if (index >= weeks.size()) continue;
    if (flow.payment_class) weeks[index].payments[static_cast<std::size_t>(*flow.payment_class)] += flow.amount;
    else weeks[index].receipts += flow.amount;
  }
  return weeks;
}

}  // namespace

Forecast make_forecast(const Ledger& ledger, int horizon_days) {
  const Scenario as_written;
  const Plan plan = build_plan({&ledger, &as_written, horizon_days, 1});
  const OptionPlan option = build_option_plan(plan, nullptr);
  std::vector<std::int32_t> days(plan.day_count());
  std::iota(days.begin(), days.end(), 0);
  Tiles tiles(plan);
  BlockOutcomes outcomes(plan.day_count(), plan.suppliers.terms.size());
  Settlement settlement(plan, option, days);
  settlement.follow_first_lane();
  play_as_written(plan, tiles);
  settlement.settle(tiles, outcomes);

  Forecast forecast;
  forecast.horizon_days = horizon_days;
  for (const DatedFlow& flow :
       settlement.strain() ? flows_with_lateness(plan, tiles, *settlement.strain(), outcomes.late) : plan.flows)
    add_flow(flow, forecast.flows);
  add_line_interest(ledger, plan, settlement.line_interest_of_first_lane(), forecast.flows);
  std::stable_sort(forecast.flows.begin(), forecast.flows.end(), [](const ForecastFlow& a, const ForecastFlow& b) {
    return a.day != b.day ? a.day < b.day : a.payment_class.has_value() < b.payment_class.has_value();
  });
  for (std::size_t day = 0; day < plan.day_count(); ++day) {
    const Minor cash = outcomes.cash[day * block_lanes], position = outcomes.position[day * block_lanes];
    forecast.days.push_back(
        {static_cast<int>(day), cash, settlement.drawn_of_first_lane()[day], cash - position, position});
  }
  Minor opening = ledger.cash;
  for (const CreditLine& line : ledger.credit_lines) opening -= in_ledger_currency(ledger, line.drawn, line.currency);
  forecast.weeks = weeks_of(forecast, opening);
  forecast.undated = overdue_items(ledger);
  const std::int32_t first = outcomes.first_day[static_cast<std::size_t>(Event::illiquid)][0];
  if (first <= horizon_days) forecast.first_unpaid_day = first;
  return forecast;
}

}  // namespace headroom
