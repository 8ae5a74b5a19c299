#include "engine/questions/breakpoint.hpp"

#include <algorithm>
#include <catch2/catch.hpp>

#include "engine/simulation/simulation.hpp"
#include "tests/engine/hand_ledger.hpp"
#include "tests/engine/random_ledger.hpp"

using namespace headroom;

namespace {

SimulationSettings settings_of(std::uint64_t paths, int horizon_days) {
  SimulationSettings settings;
  settings.paths = paths;
  settings.horizon_days = horizon_days;
  settings.threads = 2;
  return settings;
}

Scenario costlier(double times) {
  Scenario scenario;
  scenario.name = "Costlier";
  Shock shock;
  shock.of = ShockOf::fixed_cost;
  shock.times = times;
  scenario.shocks.push_back(shock);
  return scenario;
}

}  // namespace

TEST_CASE("a breakpoint reaches the target, a step below it does not, and run gives the same estimates to the bit") {
  int found = 0;
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    const twin::RandomCase played = twin::random_case(seed);
    const SimulationSettings settings = settings_of(400, played.horizon_days);
    const double written =
        simulate(played.ledger, Scenario{}, {}, settings).options[0].default_probability.value_or(Estimate{}).value;
    const double target = 0.5 + 0.5 * written;
    const BreakpointAnswer answer = find_breakpoint(played.ledger, played.scenario, target, settings);
    for (const IntensityOutcome& one : answer.computed) {
      const Scenario scenario = scaled(played.scenario, one.intensity, played.ledger.dependence);
      const OptionResult base = simulate(played.ledger, scenario, {}, settings).options[0];
      INFO("seed " << seed << ", intensity " << one.intensity);
      REQUIRE(one.outcome.is_random == base.is_random);
      if (base.is_random) REQUIRE(one.outcome.probability()->value == base.default_probability->value);
    }
    if (!answer.at) continue;
    ++found;
    CHECK(answer.at->outcome.share() >= target);
    if (!answer.below) continue;
    CHECK(answer.below->outcome.share() < target);
    CHECK(answer.at->intensity - answer.below->intensity == Approx(0.01));
  }
  CHECK(found > 2);
}

TEST_CASE("the breakpoint of the one course is where it first fails") {
  Ledger ledger = hand::firm(100'000);
  ledger.fixed_costs.push_back(hand::monthly(PaymentClass::rent, Date::of(2026, 1, 20), 40'000));
  const SimulationSettings settings = settings_of(100, 40);
  // One payment by day 40, on 20 January: 40,000 (1 + M) > 100,000 from M = 1.5 on, to 0.01.
  const BreakpointAnswer answer = find_breakpoint(ledger, costlier(2.0), 0.5, settings);
  REQUIRE(answer.at);
  CHECK_FALSE(answer.at->outcome.probability());
  CHECK(answer.at->intensity == 1.51);
  CHECK(answer.below->intensity == 1.5);
}

TEST_CASE("the ledger as written may be there already, and no strength may be enough") {
  Ledger ledger = hand::firm(100'000);
  ledger.fixed_costs.push_back(hand::monthly(PaymentClass::rent, Date::of(2026, 1, 20), 140'000));
  const SimulationSettings settings = settings_of(100, 40);
  const BreakpointAnswer there = find_breakpoint(ledger, costlier(2.0), 0.5, settings);
  REQUIRE(there.at);
  CHECK(there.at->intensity == 0.0);
  CHECK_FALSE(there.below);
  ledger.fixed_costs.front().amount = 1'000;
  CHECK_FALSE(find_breakpoint(ledger, costlier(2.0), 0.5, settings).at);
  SimulationSettings wages = settings;
  wages.default_event = Event::wages_missed;
  CHECK(find_breakpoint(ledger, costlier(2.0), 0.5, wages).cannot_happen);
}
