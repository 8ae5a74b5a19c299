#include "models/scenario.hpp"

#include <catch2/catch.hpp>

#include "models/payment_delay.hpp"

using namespace headroom;

namespace {

Shock shock_of(std::optional<double> times, std::optional<double> add, std::optional<double> set) {
  Shock shock;
  shock.times = times;
  shock.add = add;
  shock.set = set;
  return shock;
}

}  // namespace

TEST_CASE("a scenario at no strength is the ledger as written, and at full strength itself to the bit") {
  Scenario scenario;
  scenario.name = "Storm";
  scenario.dependence = Dependence{0.3, 0.2};
  scenario.shocks = {shock_of(3.3, 0.1, std::nullopt), shock_of(std::nullopt, std::nullopt, 0.7)};
  CHECK(scaled(scenario, 1.0, {0.1, 0.0}) == scenario);
  const Scenario none = scaled(scenario, 0.0, {0.1, 0.0});
  CHECK(none.shocks.empty());
  CHECK_FALSE(none.dependence);
  CHECK(none.name == "Storm");
}

TEST_CASE("a scenario's strength moves factors from 1, sums from 0, and what is set from the value before it") {
  Scenario scenario;
  scenario.dependence = Dependence{0.3, 0.2};
  scenario.shocks = {shock_of(0.5, std::nullopt, std::nullopt), shock_of(2.0, 0.1, std::nullopt),
                     shock_of(std::nullopt, std::nullopt, 0.7)};
  const Scenario half = scaled(scenario, 0.5, {0.1, 0.0});
  CHECK(half.dependence->market == Approx(0.2));
  CHECK(half.dependence->counterparty == Approx(0.1));
  CHECK(half.shocks[0].times == 0.75);
  CHECK(half.shocks[1].times == 1.5);
  CHECK(half.shocks[1].add == 0.05);
  CHECK(half.shocks[2].set == 0.7);
  CHECK(half.shocks[2].set_share == 0.5);

  const Scenario triple = scaled(scenario, 3.0, {0.1, 0.0});
  CHECK(triple.shocks[0].times == 0.0);  // not below
  CHECK(triple.shocks[1].times == 4.0);
  CHECK(triple.shocks[1].add == Approx(0.3));
  CHECK(triple.shocks[2].set_share == 1.0);
  CHECK(*triple.dependence == *scenario.dependence);
}

TEST_CASE("the median of lateness is the law's own after all changes, and the built-in one where it has none") {
  CHECK(PaymentDelay().late_median() == overdue_late_part.median_days);
  PaymentDelay law = PaymentDelay::mixture(0.5, 0.0, LatePart{20.0, 0.5});
  CHECK(law.late_median() == 20.0);
  law.stretch_lateness(2.0, 5.0);
  CHECK(law.late_median() == 45.0);
  law.set_late_median(60.0);
  CHECK(law.late_median() == 60.0);
  PaymentDelay table = PaymentDelay::from_table({"law", {{0.2, 0}, {0.5, 10}, {0.9, 30}, {1.0, 60}}});
  CHECK(table.late_median() == 30.0);
  table.set_late_median(15.0);
  CHECK(table.late_median() == 15.0);
}
