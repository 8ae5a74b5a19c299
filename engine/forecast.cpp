#include "engine/forecast.hpp"

#include <algorithm>
#include <numeric>

#include "engine/late_flows.hpp"
#include "engine/option_plan.hpp"
#include "engine/path_kernel.hpp"
#include "engine/plan.hpp"
#include "engine/settlement.hpp"

namespace headroom {

namespace {

constexpr int week_count_max = 13;

std::optional<AmountAsWritten> amount_as_written(const ForeignAmount& amount) {
  if (!amount.is_given()) return std::nullopt;
  return AmountAsWritten{amount.amount, std::string(amount.currency)};
}

/// Interest on credit lines hangs on what is drawn, so it is played rather than listed: the flows of a played ledger.
void add_line_interest(const Ledger& ledger, const Plan& plan, const std::vector<Minor>& interest, std::vector<ForecastFlow>& flows) {
  std::string names;
  for (const CreditLine& line : ledger.credit_lines) names += (names.empty() ? "" : ", ") + line.name;
  for (int day = 0; day <= plan.horizon_days; ++day) {
    const Minor amount = interest[static_cast<std::size_t>(day)];
    if (amount == 0) continue;
    flows.push_back({day, PaymentClass::loan, amount, names, "", "interest", std::nullopt});
  }
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
  const OptionPlan option = build_option_plan(ledger, as_written, plan, nullptr);
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
  for (const DatedFlow& flow : settlement.strain() ? flows_with_lateness(plan, *settlement.strain(), outcomes.late) : plan.flows)
    forecast.flows.push_back({flow.day, flow.payment_class, flow.amount, std::string(flow.item), std::string(flow.counterparty),
                              std::string(flow.part), amount_as_written(flow.foreign)});
  add_line_interest(ledger, plan, settlement.line_interest_of_first_lane(), forecast.flows);
  std::stable_sort(forecast.flows.begin(), forecast.flows.end(), [](const ForecastFlow& a, const ForecastFlow& b) {
    return a.day != b.day ? a.day < b.day : a.payment_class.has_value() < b.payment_class.has_value();
  });
  for (std::size_t day = 0; day < plan.day_count(); ++day) {
    const Minor cash = outcomes.cash[day * block_lanes], position = outcomes.position[day * block_lanes];
    forecast.days.push_back({static_cast<int>(day), cash, settlement.drawn_of_first_lane()[day], cash - position, position});
  }
  Minor opening = ledger.cash;
  for (const CreditLine& line : ledger.credit_lines) opening -= in_ledger_currency(ledger, line.drawn, line.currency);
  forecast.weeks = weeks_of(forecast, opening);
  for (const Receivable& receivable : ledger.receivables)
    if (receivable.amount > 0 && receivable.due < ledger.company.as_of)
      forecast.undated.push_back({receivable.invoice, receivable.counterparty, receivable.due,
                                  in_ledger_currency(ledger, receivable.amount, receivable.currency),
                                  amount_as_written(foreign_amount(ledger, receivable.amount, receivable.currency))});
  const std::int32_t first = outcomes.first_day[static_cast<std::size_t>(Event::illiquid)][0];
  if (first <= horizon_days) forecast.first_unpaid_day = first;
  return forecast;
}

}  // namespace headroom
