#include "engine/simulation/scenario_result.hpp"

#include <algorithm>

namespace headroom {

namespace {

/// The one course of an option where nothing is random: no estimate, no share, every spread a single value.
OptionResult deterministic_result(const Plan& plan, const OptionPlan& option, const BlockOutcomes& outcomes,
                                  const std::vector<std::int32_t>& samples) {
  OptionResult result;
  result.is_random = false;
  result.possible = option.possible;
  result.by_day.resize(plan.day_count());
  for (std::size_t i = 0; i < samples.size(); ++i) {
    const auto row = [&](Minor amount) {
      return DaySpread{samples[i], amount, amount, amount, amount, amount, {static_cast<double>(amount), 0.0}};
    };
    result.cash.push_back(row(outcomes.cash[i * block_lanes]));
    result.position.push_back(row(outcomes.position[i * block_lanes]));
  }
  const MoneyQuantile lowest = {outcomes.lowest_position[0], 0.0}, need = {outcomes.funding_need[0], 0.0};
  result.lowest_position = {lowest, lowest, lowest, static_cast<double>(lowest.value)};
  result.funding_need = {need, need, need, need};
  if (outcomes.first_unpaid_class[0] != no_class)
    result.first_failure = {outcomes.first_day[static_cast<std::size_t>(Event::illiquid)][0],
                            static_cast<PaymentClass>(outcomes.first_unpaid_class[0]), 1.0};
  result.relief_received = static_cast<double>(outcomes.relief_received[0]);
  result.forgiven = static_cast<double>(outcomes.forgiven[0]);
  result.forgiven_after_horizon = static_cast<double>(outcomes.forgiven_after_horizon[0]);
  return result;
}

/// Adds the name of a thing once.
void add_name(std::string_view name, std::vector<std::string>& names) {
  if (std::find(names.begin(), names.end(), name) == names.end()) names.emplace_back(name);
}

/// Names credit lines whose interest or balance falls due on a day.
void add_lines_due(const Plan& plan, int day, std::vector<std::string>& names) {
  for (std::size_t line = 0; line < plan.line_count(); ++line)
    if (plan.lines.interest_factor[line * plan.day_count() + static_cast<std::size_t>(day)] >= 0.0)
      add_name(plan.lines.names[line], names);
}

}  // namespace

std::vector<std::string> names_due(const Plan& plan, const OptionPlan& option, int day, PaymentClass payment_class) {
  std::vector<std::string> names;
  for (const DatedFlow& flow : plan.flows)
    if (flow.day == day && flow.payment_class == payment_class) add_name(flow.item, names);
  for (const ReliefDueDay& due : option.relief_dues)
    if (due.day == day && due.payment_class == payment_class) add_name(option.relief_name, names);
  if (names.empty() && payment_class == PaymentClass::loan) add_lines_due(plan, day, names);
  if (names.empty() && payment_class == PaymentClass::supplier)
    for (const CreditDelivery& delivery : plan.suppliers.credit.deliveries) {
      const FollowedDue& due = plan.suppliers.dues[static_cast<std::size_t>(delivery.due)];
      if (delivery.day == day) add_name(plan.suppliers.exposures[static_cast<std::size_t>(due.exposure)].item, names);
    }
  std::sort(names.begin(), names.end());
  return names;
}

namespace {

/// What the ledger as written says of suppliers, beside what the paths say.
void add_written_lateness(const LateResult& written, LateResult& late) {
  for (std::size_t i = 0; i < written.suppliers.size(); ++i) {
    SupplierResult& supplier = late.suppliers[i];
    supplier.deterministic_day = written.suppliers[i].deterministic_day;
    if (!supplier.limit) continue;
    supplier.limit->deterministic_day = written.suppliers[i].limit->deterministic_day;
    supplier.limit->deterministic_cash = written.suppliers[i].limit->deterministic_cash;
  }
}

/// One option that was played, number `k` of those. `base`: the result of the base case; null for that itself.
OptionResult option_result(const PlannedScenario& planned, const PlayedScenario& played, const ScenarioRun& run,
                           std::size_t k, const OptionResult* base) {
  const OptionPlan& option = planned.options[k];
  const BlockOutcomes& as_written = planned.as_written[k];
  const int horizon_days = run.settings.horizon_days;
  const auto default_event = static_cast<std::size_t>(run.settings.default_event);
  OptionResult result = option.is_random ? played.tallies[k].result(planned.plan, option, run.samples)
                                         : deterministic_result(planned.plan, option, as_written, run.samples);
  const LateResult late = late_as_written(planned.plan.suppliers.terms, as_written.late, horizon_days);
  if (!option.is_random) result.late = late;
  add_written_lateness(late, result.late);
  const std::int32_t day = as_written.first_day[default_event][0];
  if (option.possible[default_event] && day <= horizon_days) result.runway.deterministic = day;
  if (base) {
    result.exempted = static_cast<double>(option.exempted);
    if (option.is_random && result.default_probability && base->default_probability)
      result.change = played.tallies[k].change();
    result.owed_after_horizon = option.is_random ? played.tallies[k].owed_after_horizon()
                                                 : static_cast<double>(as_written.owed_after_horizon[0]);
    result.owed_in_arrears =
        option.is_random ? played.tallies[k].owed_in_arrears() : static_cast<double>(as_written.owed_in_arrears[0]);
  }
  if (option.is_random && played.precise) apply_precision(run, *played.precise, k, result);
  if (FirstFailure* first = result.first_failure ? &*result.first_failure : nullptr)
    first->items = names_due(planned.plan, option, first->day, first->payment_class);
  return result;
}

}  // namespace

ScenarioResult result_of(const Scenario& scenario, const std::vector<OfferedRelief>& offered,
                         const PlannedScenario& planned, const PlayedScenario& played, const ScenarioRun& run) {
  ScenarioResult result{scenario.name, {}};
  if (played.precise) result.precision = played.precise->report;
  result.options.push_back(option_result(planned, played, run, 0, nullptr));
  std::size_t next = 1;
  for (std::size_t i = 0; i < offered.size(); ++i) {
    OptionResult option;
    if (!offered[i].is_eligible()) option.not_eligible = offered[i].unmet;
    else option = option_result(planned, played, run, next++, &result.options[0]);
    option.name = offered[i].terms.name;
    result.options.push_back(std::move(option));
  }
  return result;
}

}  // namespace headroom
