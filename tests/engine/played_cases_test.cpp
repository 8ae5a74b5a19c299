#include "engine/questions/played_cases.hpp"

#include <algorithm>
#include <catch2/catch.hpp>

#include "engine/questions/lender_horizon.hpp"
#include "engine/simulation/simulation.hpp"
#include "tests/engine/hand_ledger.hpp"
#include "tests/engine/random_ledger.hpp"

using namespace headroom;

namespace {

SimulationSettings settings_of(const twin::RandomCase& played, std::uint64_t paths) {
  SimulationSettings settings;
  settings.paths = paths;
  settings.seed = 5;
  settings.horizon_days = played.horizon_days;
  settings.threads = 2;
  settings.default_event = Event::below_minimum;
  return settings;
}

void require_same(const std::optional<Estimate>& a, const std::optional<Estimate>& b) {
  REQUIRE(a.has_value() == b.has_value());
  if (a) REQUIRE((a->value == b->value && a->standard_error == b->standard_error));
}

ReliefLoan loan_of(int months, int disbursed_after_days) {
  ReliefLoan loan;
  loan.amount = 100000;
  loan.months = months;
  loan.disbursed_after_days = disbursed_after_days;
  return loan;
}

}  // namespace

TEST_CASE("cases that are asked together have the bits that a simulation gives each of them") {
  for (std::uint64_t seed = 1; seed <= 12; ++seed) {
    const twin::RandomCase played = seed % 4 == 0 ? twin::random_strained_case(seed) : twin::random_case(seed);
    const SimulationSettings settings = settings_of(played, 333);
    const OfferedRelief offered = offered_relief(played.relief, played.ledger);
    REQUIRE(offered.is_eligible());
    std::vector<AskedCase> cases;
    for (int i = 0; i < 18; ++i) {  // more than are played together
      Scenario scenario = i % 3 == 0 ? Scenario{} : played.scenario;
      if (i % 3 == 2) {
        Shock sales;
        sales.of = ShockOf::sales;
        sales.times = 0.5 + 0.05 * i;
        scenario.shocks.push_back(sales);
      }
      cases.push_back({&played.ledger, scenario, {nullptr, &offered.terms}});
    }
    const ByOption<CaseOutcome> outcomes = play_cases(cases, settings, KeptDays::all);
    for (const std::size_t i : {0U, 1U, 2U, 16U, 17U}) {
      INFO("seed " << seed << ", case " << i);
      const ScenarioResult expected = simulate(played.ledger, cases[i].scenario, {played.relief}, settings);
      for (std::size_t option = 0; option < 2; ++option) {
        const CaseOutcome& outcome = outcomes[i][option];
        REQUIRE(outcome.is_random == expected.options[option].is_random);
        require_same(outcome.probability(), expected.options[option].default_probability);
        REQUIRE(outcome.days.size() == 333);
        if (!outcome.has_estimate()) continue;
        REQUIRE(outcome.ci95().upper == expected.options[option].default_ci95->upper);
        const auto by_half = std::count_if(outcome.days.begin(), outcome.days.end(),
                                           [&](std::uint16_t day) { return day <= played.horizon_days / 2; });
        REQUIRE(static_cast<double>(by_half) / 333.0 ==
                expected.options[option].by_day[static_cast<std::size_t>(played.horizon_days / 2)]->value);
      }
      if (!expected.options[1].change) continue;
      const Estimate difference = paired_difference(outcomes[i][1], outcomes[i][0]);
      REQUIRE(difference.value == Approx(expected.options[1].change->default_probability.value).margin(1e-15));
      REQUIRE(difference.standard_error ==
              Approx(expected.options[1].change->default_probability.standard_error).margin(1e-12));
    }
  }
}

TEST_CASE("a range of paths holds those paths of the whole, and other options on a plan what they would alone") {
  const twin::RandomCase played = twin::random_case(7);
  const SimulationSettings settings = settings_of(played, 300);
  const OfferedRelief offered = offered_relief(played.relief, played.ledger);
  PlannedScenario planned = plan_case({&played.ledger, played.scenario, {nullptr}}, settings);
  set_options(planned, {&offered.terms, nullptr});
  const auto whole = play_planned({&planned}, settings, KeptDays::all, {0, 300})[0];
  const auto part = play_planned({&planned}, settings, KeptDays::all, {128, 100})[0];
  for (std::size_t option = 0; option < 2; ++option)
    REQUIRE(std::equal(part[option].days.begin(), part[option].days.end(), whole[option].days.begin() + 128));
  const auto alone = play_cases({{&played.ledger, played.scenario, {nullptr, &offered.terms}}}, settings)[0];
  REQUIRE(alone[1].defaults == whole[0].defaults);
  REQUIRE(alone[0].defaults == whole[1].defaults);
  REQUIRE(alone[0].days.empty());
}

TEST_CASE("where nothing is random, the one course is the answer") {
  Ledger ledger = hand::firm(50000);
  hand::add_bill(ledger, PaymentClass::rent, 10, 60000);
  Relief relief;
  relief.loans.push_back(loan_of(12, 5));
  SimulationSettings settings;
  settings.horizon_days = 90;
  settings.paths = 100;
  const auto outcomes = play_cases({{&ledger, {}, {nullptr, &relief}}}, settings)[0];
  REQUIRE_FALSE(outcomes[0].probability());
  REQUIRE(outcomes[0].share() == 1.0);
  REQUIRE(outcomes[0].written_day == 10);
  REQUIRE(outcomes[1].share() == 0.0);
}

TEST_CASE("a lender looks until its loan's last payment could be past due, where sales are known until then") {
  Ledger ledger = hand::firm(50000);
  Relief relief;
  relief.loans = {loan_of(6, 10), loan_of(3, 0)};
  ledger.orders.push_back(hand::order_of(1000, 100));
  REQUIRE(last_payment(relief, hand::day_0) == add_months(hand::day_0 + 10, 6));
  REQUIRE(lender_horizon_days(ledger, relief, Event::any_90dpd) == 100);  // nothing beyond is invented
  ledger.orders.push_back(hand::order_of(1000, 191));
  ledger.orders.back().number = "2";
  REQUIRE(lender_horizon_days(ledger, relief, Event::any_90dpd) == 191 + 90);
  REQUIRE(lender_horizon_days(ledger, relief, Event::loan_30dpd) == 191 + 30);
  REQUIRE(lender_horizon_days(ledger, relief, Event::illiquid) == 191);
  REQUIRE(lender_horizon_days(ledger, Relief{}, Event::illiquid) == 191);
}
