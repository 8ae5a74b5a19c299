#include "engine/simulation/simulation.hpp"

#include <algorithm>
#include <catch2/catch.hpp>

#include "engine/lanes/simd_target.hpp"
#include "tests/engine/hand_ledger.hpp"
#include "tests/engine/random_ledger.hpp"
#include "tests/engine/random_parts.hpp"

using namespace headroom;

namespace {

SimulationSettings settings_of(const twin::RandomCase& played, std::uint64_t paths) {
  SimulationSettings settings;
  settings.paths = paths;
  settings.seed = 11;
  settings.horizon_days = played.horizon_days;
  settings.threads = 1;
  return settings;
}

bool same(const std::optional<Estimate>& a, const std::optional<Estimate>& b) {
  return a.has_value() == b.has_value() && (!a || (a->value == b->value && a->standard_error == b->standard_error));
}

bool same(const MoneyQuantile& a, const MoneyQuantile& b) {
  return a.value == b.value && a.standard_error == b.standard_error;
}

/// Every figure of two results, bit by bit.
void require_same(const ScenarioResult& a, const ScenarioResult& b) {
  REQUIRE(a.options.size() == b.options.size());
  for (std::size_t i = 0; i < a.options.size(); ++i) {
    const OptionResult &left = a.options[i], &right = b.options[i];
    REQUIRE(same(left.default_probability, right.default_probability));
    for (std::size_t event = 0; event < event_count; ++event) REQUIRE(same(left.events[event], right.events[event]));
    REQUIRE(left.by_day.size() == right.by_day.size());
    for (std::size_t day = 0; day < left.by_day.size(); ++day) REQUIRE(same(left.by_day[day], right.by_day[day]));
    REQUIRE(left.runway.p05 == right.runway.p05);
    REQUIRE(left.runway.p50 == right.runway.p50);
    REQUIRE(left.runway.deterministic == right.runway.deterministic);
    REQUIRE(left.position.size() == right.position.size());
    for (std::size_t row = 0; row < left.position.size(); ++row) {
      REQUIRE(left.cash[row].p05 == right.cash[row].p05);
      REQUIRE(left.position[row].p50 == right.position[row].p50);
      REQUIRE(left.position[row].mean.value == right.position[row].mean.value);
      REQUIRE(left.position[row].mean.standard_error == right.position[row].mean.standard_error);
    }
    REQUIRE(same(left.lowest_position.p01, right.lowest_position.p01));
    REQUIRE(left.lowest_position.expected_shortfall_05 == right.lowest_position.expected_shortfall_05);
    REQUIRE(same(left.funding_need.p99, right.funding_need.p99));
    REQUIRE(left.owed_after_horizon == right.owed_after_horizon);
    REQUIRE(left.owed_in_arrears == right.owed_in_arrears);
    REQUIRE(left.change.has_value() == right.change.has_value());
    if (!left.change) continue;
    REQUIRE(left.change->default_probability.value == right.change->default_probability.value);
    REQUIRE(left.change->default_probability.standard_error == right.change->default_probability.standard_error);
    REQUIRE(left.change->delayed == right.change->delayed);
  }
}

}  // namespace

TEST_CASE("threads, block sizes and awkward path counts change no bit of a result") {
  for (const std::uint64_t seed : {3ULL, 8ULL, 21ULL}) {
    const twin::RandomCase played = twin::random_case(seed);
    for (const std::uint64_t paths : {1ULL, 3ULL, 5ULL, 31ULL, 33ULL, 1025ULL}) {
      INFO("case " << seed << ", " << paths << " paths");
      SimulationSettings settings = settings_of(played, paths);
      const ScenarioResult expected = simulate(played.ledger, played.scenario, {played.relief}, settings);
      for (const int threads : {2, 3})
        for (const int lanes : {4, 20, 64}) {
          settings.threads = threads;
          settings.lanes = lanes;
          require_same(simulate(played.ledger, played.scenario, {played.relief}, settings), expected);
        }
    }
  }
}

TEST_CASE("however the blocks after the first paths go to threads, no bit of a result changes") {
  for (const std::uint64_t seed : {3ULL, 8ULL, 21ULL}) {
    const twin::RandomCase played = twin::random_case(seed);
    for (const std::uint64_t paths : {1089ULL, 2500ULL, 4099ULL}) {
      INFO("case " << seed << ", " << paths << " paths");
      SimulationSettings settings = settings_of(played, paths);
      const ScenarioResult expected = simulate(played.ledger, played.scenario, {played.relief}, settings);
      for (const int threads : {2, 3, 5})
        for (const int lanes : {4, 20, 64}) {
          settings.threads = threads;
          settings.lanes = lanes;
          require_same(simulate(played.ledger, played.scenario, {played.relief}, settings), expected);
        }
    }
  }
}

TEST_CASE("the order of a ledger's rows changes no bit of a result") {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    twin::RandomCase played = twin::random_case(seed);
    const SimulationSettings settings = settings_of(played, 500);
    const ScenarioResult expected = simulate(played.ledger, played.scenario, {}, settings);
    std::reverse(played.ledger.receivables.begin(), played.ledger.receivables.end());
    std::reverse(played.ledger.orders.begin(), played.ledger.orders.end());
    std::reverse(played.ledger.payables.begin(), played.ledger.payables.end());
    std::reverse(played.ledger.counterparties.begin(), played.ledger.counterparties.end());
    std::reverse(played.ledger.sales.begin(), played.ledger.sales.end());
    INFO("case " << seed);
    require_same(simulate(played.ledger, played.scenario, {}, settings), expected);
  }
}

TEST_CASE("a relief changes no figure of the base case or of another relief") {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    const twin::RandomCase played = twin::random_case(seed), other = twin::random_case(seed + 1000);
    const SimulationSettings settings = settings_of(played, 500);
    Relief second = other.relief;
    second.eligibility = {};
    ScenarioResult alone = simulate(played.ledger, played.scenario, {played.relief}, settings);
    ScenarioResult both = simulate(played.ledger, played.scenario, {second, played.relief}, settings);
    both.options.erase(both.options.begin() + 1);
    INFO("case " << seed);
    require_same(both, alone);
  }
}

TEST_CASE("a scenario comes to the same alone and beside any others, on every instruction set") {
  for (std::uint64_t seed = 1; seed <= 18; ++seed) {
    twin::RandomCase played = seed > 8 && seed <= 12 ? twin::random_case_in_parts(seed) : twin::random_case(seed);
    if (seed > 12) played.ledger.sales.clear();  // known amounts alone: receipts are added in 32 bits
    SimulationSettings settings = settings_of(played, 1100);
    settings.threads = 2;
    Scenario bound = played.scenario, late = played.scenario, dearer = played.scenario,
             late_for_a_while = played.scenario;
    late_for_a_while.shocks.push_back({});
    late_for_a_while.shocks.back().of = ShockOf::late_days;
    late_for_a_while.shocks.back().add = 9.0;
    late_for_a_while.shocks.back().until_day = 40;
    bound.dependence = Dependence{0.2, 0.3};
    late.shocks.push_back({});
    late.shocks.back().of = ShockOf::late_days;
    late.shocks.back().times = 1.7;
    dearer.shocks.push_back({});  // moves no receipt: settles on the same tiles
    dearer.shocks.back().of = ShockOf::rate;
    dearer.shocks.back().add = 0.05;
    Scenario fewer = played.scenario;  // cancel: each scenario beside it has items that go ahead without the other
    fewer.shocks.push_back({});
    fewer.shocks.back().of = ShockOf::cancellation;
    fewer.shocks.back().times = 0.4;
    fewer.shocks.push_back({});
    fewer.shocks.back().of = ShockOf::cancellation;
    fewer.shocks.back().add = 0.02;
    Scenario fewer_and_late = fewer;
    fewer_and_late.shocks.push_back(late.shocks.back());
    std::vector<Scenario> scenarios = {fewer,          bound,  late,       late_for_a_while, played.scenario,
                                       fewer_and_late, dearer, Scenario{}, played.scenario};
    while (scenarios.size() < 13)
      scenarios.push_back(scenarios[scenarios.size() % 8]);  // more than are played together
    std::vector<ScenarioResult> alone;
    for (const Scenario& scenario : scenarios)
      alone.push_back(simulate(played.ledger, scenario, {played.relief}, settings));
    for (const std::string& target : simd_targets()) {
      REQUIRE(use_simd_target(target));
      const std::vector<ScenarioResult> together = simulate(played.ledger, scenarios, {played.relief}, settings);
      REQUIRE(together.size() == scenarios.size());
      for (std::size_t i = 0; i < scenarios.size(); ++i) {
        INFO("case " << seed << ", scenario " << i << ", " << target);
        require_same(together[i], alone[i]);
      }
    }
    REQUIRE(use_simd_target(""));
  }
}

TEST_CASE("who may pay early, but not before goods ship, pays on the same days whatever is played beside") {
  Ledger ledger = hand::firm(100'000);
  ledger.delay_laws.push_back({"Early", {{0.3, -6}, {0.5, -3}, {0.6, 0}, {0.8, 9}, {0.95, 30}, {1.0, std::nullopt}}});
  ledger.counterparties.push_back(hand::customer_row());
  ledger.counterparties.back().delay_law = "Early";
  for (int i = 0; i < 60; ++i) {
    ledger.orders.push_back(hand::order_of(10'000 + i, 3 * i));
    ledger.orders.back().number = std::to_string(i);
    ledger.orders.back().terms_days = i < 40 ? 0 : 8;
    ledger.orders.back().cancellation = 0.1;
    hand::add_bill(ledger, PaymentClass::wages, 3 * i, 8'000);
  }
  SimulationSettings settings;
  settings.paths = 1000;
  settings.horizon_days = 200;
  settings.threads = 1;
  Scenario late, later;
  for (Scenario* scenario : {&late, &later}) {
    scenario->shocks.push_back({});
    scenario->shocks.back().of = ShockOf::late_days;
    scenario->shocks.back().times = scenario == &late ? 1.5 : 2.0;
  }
  later.shocks.back().from_day = 45;  // orders of one law before are of two laws now
  for (const std::string& target : simd_targets()) {
    REQUIRE(use_simd_target(target));
    const std::vector<ScenarioResult> together = simulate(ledger, {Scenario{}, late, later}, {}, settings);
    require_same(together[0], simulate(ledger, Scenario{}, {}, settings));
    require_same(together[1], simulate(ledger, late, {}, settings));
    require_same(together[2], simulate(ledger, later, {}, settings));
    CHECK(together[2].options[0].default_probability->value > together[0].options[0].default_probability->value);
  }
  REQUIRE(use_simd_target(""));
}

TEST_CASE("an added item changes no other item's draws") {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    twin::RandomCase played = twin::random_case(seed);
    const SimulationSettings settings = settings_of(played, 500);
    const ScenarioResult expected = simulate(played.ledger, played.scenario, {}, settings);
    Order order;  // of a customer of its own, invoiced beyond the horizon: it draws, and moves no money
    order.number = "added";
    order.counterparty = "A newcomer";
    order.ships = played.ledger.company.as_of + played.horizon_days / 2;
    order.terms_days = 2 * played.horizon_days;
    order.amount = 100;
    order.cancellation = 0.5;
    played.ledger.orders.insert(played.ledger.orders.begin(), order);
    for (const Shock& shock : played.scenario.shocks)
      if (shock.of == ShockOf::cost) order.amount = 0;  // a cost shock would give even this order a cost
    if (order.amount == 0) continue;
    INFO("case " << seed);
    require_same(simulate(played.ledger, played.scenario, {}, settings), expected);
  }
}

TEST_CASE("the first to fail is named also where a relief or a credit line brings what falls due") {
  SimulationSettings settings;
  settings.paths = 64;
  settings.horizon_days = 60;
  settings.threads = 1;
  Relief bridge;
  bridge.name = "Bridge";
  bridge.loans.emplace_back();
  bridge.loans[0].amount = 100'000;
  bridge.loans[0].rate_annual = 0.12;
  bridge.loans[0].months = 1;
  Ledger ledger = hand::firm(0);
  hand::add_bill(ledger, PaymentClass::wages, 5, 100'000);
  const ScenarioResult helped = simulate(ledger, {Scenario()}, {bridge}, settings);
  REQUIRE(helped.options[1].first_failure);
  CHECK(helped.options[1].first_failure->payment_class == PaymentClass::loan);
  CHECK(helped.options[1].first_failure->items == std::vector<std::string>{"Bridge"});

  Ledger ending = hand::firm(0);
  ending.credit_lines = {hand::line_of(1'000, 1'000)};
  ending.credit_lines[0].until = hand::day_0 + 20;
  hand::add_invoice(ending, 20, 500);
  const ScenarioResult ended = simulate(ending, {Scenario()}, {}, settings);
  REQUIRE(ended.options[0].first_failure);
  CHECK(ended.options[0].first_failure->day == 20);
  CHECK(ended.options[0].first_failure->items == std::vector<std::string>{"Line"});
}
