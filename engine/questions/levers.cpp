#include "engine/questions/levers.hpp"

#include <algorithm>

#include "engine/plan/plan_comparison.hpp"

namespace headroom {

namespace {

using Kind = LeverChange::Kind;

constexpr int times_steps = 100, rate_steps = 1000;  // of 1

LeverSteps times_lever(ShockOf of, double low, double high, std::optional<PaymentClass> payment_class = {}) {
  return {{of, payment_class, false}, LeverChange{Kind::times, low}, {Kind::times, high}};
}

bool loans_alike(const ReliefLoanColumns& a, const ReliefLoanColumns& b) {
  return a.disbursed_day == b.disbursed_day && a.disbursed == b.disbursed && a.dues == b.dues;
}

bool deferrals_alike(const DeferralColumns& a, const DeferralColumns& b) { return a.certain == b.certain; }

bool grants_alike(const GrantColumns& a, const GrantColumns& b) { return a.certain == b.certain; }

bool options_alike(const OptionPlan& a, const OptionPlan& b) {
  return a.receipts == b.receipts && a.dues == b.dues && a.dues_by_age == b.dues_by_age &&
         std::equal(a.loans.begin(), a.loans.end(), b.loans.begin(), b.loans.end(), &loans_alike) &&
         std::equal(a.deferrals.begin(), a.deferrals.end(), b.deferrals.begin(), b.deferrals.end(), &deferrals_alike) &&
         std::equal(a.grant_rules.begin(), a.grant_rules.end(), b.grant_rules.begin(), b.grant_rules.end(),
                    &grants_alike);
}

}  // namespace

LeverChange LeverRange::change(int steps) const {
  if (kind == Kind::add) return {kind, static_cast<double>(steps) / rate_steps};
  return {kind, static_cast<double>(times_steps + steps) / times_steps};
}

std::vector<LeverSteps> levers_of(const Ledger& ledger) {
  std::vector<LeverSteps> levers = {times_lever(ShockOf::sales, 0.9, 1.1), times_lever(ShockOf::cancellation, 0.5, 2.0),
                                    times_lever(ShockOf::late_days, 0.5, 2.0), times_lever(ShockOf::never, 0.5, 2.0),
                                    times_lever(ShockOf::cost, 0.9, 1.1)};
  for (std::size_t i = 0; i < payment_class_count; ++i) {
    const auto payment_class = static_cast<PaymentClass>(i);
    if (std::any_of(ledger.fixed_costs.begin(), ledger.fixed_costs.end(),
                    [&](const FixedCost& cost) { return cost.payment_class == payment_class; }))
      levers.push_back(times_lever(ShockOf::fixed_cost, 0.9, 1.1, payment_class));
  }
  levers.push_back({{ShockOf::rate, {}, false}, LeverChange{Kind::add, -0.01}, {Kind::add, 0.01}});
  levers.push_back({{ShockOf::cancellation, {}, true}, std::nullopt, {Kind::set, 1.0}});
  return levers;
}

LeverRange range_of(const Lever& lever) {
  if (lever.of == ShockOf::rate) return {Kind::add, -50, 50};
  return {Kind::times, -100, 200};
}

Scenario with_lever(const Scenario& scenario, const Lever& lever, const LeverChange& change) {
  Shock shock;
  shock.of = lever.of;
  shock.payment_class = lever.payment_class;
  if (change.kind == Kind::times) shock.times = change.value;
  if (change.kind == Kind::add) shock.add = change.value;
  if (change.kind == Kind::set) shock.set = change.value;
  Scenario out = scenario;
  if (lever.is_largest_customer) {
    shock.counterparty = largest_counterparty;
    out.shocks.push_back(shock);
    shock.of = ShockOf::never;
  }
  out.shocks.push_back(shock);
  return out;
}

bool are_played_alike(const PlannedScenario& a, const PlannedScenario& b) {
  return have_same_futures(a.plan, b.plan) && a.plan.lines.interest_factor == b.plan.lines.interest_factor &&
         options_alike(a.options.front(), b.options.front());
}

}  // namespace headroom
