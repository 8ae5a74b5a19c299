#include "engine/questions/loan_size.hpp"

#include <algorithm>
#include <catch2/catch.hpp>

#include "engine/questions/grid_search.hpp"
#include "engine/simulation/simulation.hpp"
#include "tests/engine/hand_ledger.hpp"

using namespace headroom;

namespace {

/// A firm with monthly wages and sales, cash for two months, customers who pay late or never.
Ledger tight_firm() {
  Ledger ledger = hand::firm(450'000);
  ledger.fixed_costs.push_back(hand::monthly(PaymentClass::wages, Date::of(2026, 1, 20), 400'000));
  Counterparty customer = hand::customer_row();
  customer.cancellation = 0.2;
  customer.on_time = 0.3;
  customer.late = LatePart{20.0, 0.8};
  customer.never = 0.05;
  ledger.counterparties.push_back(customer);
  for (int k = 0; k < 12; ++k) {
    Order order = hand::order_of(800'000, 10 + 30 * k);
    order.number = std::to_string(k);
    ledger.orders.push_back(order);
  }
  ledger.dependence = {0.1, 0.2};
  return ledger;
}

Relief bridge(int months, int disbursed_after_days) {
  Relief relief;
  relief.name = "Bridge";
  ReliefLoan loan;
  loan.share_of_revenue = 0.5;
  loan.above = 7;
  loan.rate_annual = 0.06;
  loan.months = months;
  loan.repayment = Repayment::equal_principal;
  loan.disbursed_after_days = disbursed_after_days;
  relief.loans.push_back(loan);
  return relief;
}

SimulationSettings settings_of(std::uint64_t paths, int horizon_days) {
  SimulationSettings settings;
  settings.paths = paths;
  settings.horizon_days = horizon_days;
  settings.threads = 2;
  return settings;
}

double estimate_of_run(const SizeQuestion& question, Minor amount, const SimulationSettings& settings) {
  const ScenarioResult result =
      simulate(*question.ledger, question.scenario, {with_first_loan(question.relief, amount)}, settings);
  return result.options[1].default_probability->value;
}

}  // namespace

TEST_CASE("points are spread evenly, both ends among them") {
  CHECK(spread_points(1000).size() == 21);
  CHECK(spread_points(1000)[1] == 50);
  CHECK(spread_points(30) ==
        std::vector<std::int64_t>{0, 2, 3, 5, 6, 8, 9, 11, 12, 14, 15, 17, 18, 20, 21, 23, 24, 26, 27, 29, 30});
  CHECK(spread_points(3) == std::vector<std::int64_t>{0, 1, 2, 3});
}

TEST_CASE("a step is 1, 2 or 5 of some power of ten of the currency's units, at most 1,000 of them") {
  CHECK(default_step(1'000'000'000, 2) == 1'000'000);  // 10,000,000.00: steps of 10,000
  CHECK(default_step(1'000'000'001, 2) == 2'000'000);
  CHECK(default_step(480'000'00, 2) == 500'00);
  CHECK(default_step(500'00, 2) == 1'00);
  CHECK(default_step(1'500'000, 0) == 2'000);
}

TEST_CASE("a size is the one that playing every candidate gives, and run gives the same estimates to the bit") {
  const Ledger ledger = tight_firm();
  int found = 0;
  for (const double target : {0.2, 0.25, 0.3}) {
    SizeQuestion question{&ledger, {}, bridge(9, 15), target, 3'000'000, 100'000};
    const SimulationSettings settings = settings_of(700, 364);
    const SizeAnswer answer = size_loan(question, settings);
    std::vector<double> all;
    for (Minor amount = 0; amount <= question.max; amount += question.step)
      all.push_back(estimate_of_run(question, amount, settings));
    for (const SizedLoan& one : answer.computed)
      REQUIRE(one.outcome.probability()->value == all[static_cast<std::size_t>(one.amount / question.step)]);
    const auto first = std::find_if(all.begin(), all.end(), [&](double share) { return share <= target; });
    REQUIRE(answer.at_amount.has_value() == (first != all.end()));
    if (first == all.end()) continue;
    ++found;
    INFO(target);
    // Between one spread candidate and the next the answer is a crossing; here the first one.
    CHECK(answer.at_amount->amount == question.step * (first - all.begin()));
    CHECK(answer.at_amount->outcome.share() <= target);
    CHECK(answer.a_step_less->outcome.share() > target);
    CHECK(answer.lower_end <= answer.at_amount->amount);
    CHECK((!answer.upper_end || answer.upper_end >= answer.at_amount->amount));
    CHECK(answer.lowest->outcome.share() >= *std::min_element(all.begin(), all.end()));
    REQUIRE(answer.largest);
    CHECK(answer.largest->outcome.share() <= target);
    const auto largest = static_cast<std::size_t>(answer.largest->amount / question.step);
    CHECK((largest + 1 == all.size() || all[largest + 1] > target));
    const bool all_meet = std::all_of(answer.computed.begin(), answer.computed.end(), [&](const SizedLoan& one) {
      return one.amount < answer.at_amount->amount || one.amount > answer.largest->amount ||
             one.outcome.share() <= target;
    });
    CHECK(answer.between_all_meet == all_meet);
  }
  CHECK(found >= 2);
}

TEST_CASE("the money may come until the day before the first one on which it misses the target") {
  const Ledger ledger = tight_firm();
  SizeQuestion question{&ledger, {}, bridge(9, 15), 0.25, 3'000'000, 100'000};
  const SimulationSettings settings = settings_of(300, 364);
  const SizeAnswer answer = size_loan(question, settings);
  REQUIRE(answer.latest_arrival);
  Relief relief = with_first_loan(question.relief, answer.at_amount->amount);
  for (int day = 15; day <= answer.latest_arrival->day + 1; ++day) {
    relief.loans.front().disbursed_after_days = day;
    const double share = simulate(ledger, question.scenario, {relief}, settings).options[1].default_probability->value;
    CHECK((share <= question.target) == (day <= answer.latest_arrival->day));
    if (day == answer.latest_arrival->day) CHECK(share == answer.latest_arrival->outcome.share());
  }
}

TEST_CASE("no largest loan is told where its principal falls due after the horizon") {
  const Ledger ledger = tight_firm();
  const SizeAnswer answer = size_loan({&ledger, {}, bridge(24, 0), 0.2, 3'000'000, 100'000}, settings_of(200, 364));
  CHECK(answer.owes_principal_after_horizon);
  CHECK_FALSE(answer.largest);
  CHECK_FALSE(answer.between_all_meet);
}

TEST_CASE("where the target is met without relief, no loan is needed") {
  const Ledger ledger = tight_firm();
  const SizeAnswer answer = size_loan({&ledger, {}, bridge(9, 0), 1.0, 500'000, 100'000}, settings_of(100, 364));
  REQUIRE(answer.at_amount);
  CHECK(answer.at_amount->amount == 0);
  CHECK_FALSE(answer.a_step_less);
  CHECK_FALSE(answer.latest_arrival);
  CHECK(answer.lower_end == 0);
  CHECK(answer.largest->amount == 500'000);
}

TEST_CASE("where nothing is random, the amount is what avoids the event in the one course") {
  Ledger ledger = hand::firm(50'000);
  hand::add_bill(ledger, PaymentClass::rent, 10, 80'000);
  Relief relief = bridge(12, 0);
  relief.loans.front().repayment = Repayment::bullet;
  const SizeAnswer answer = size_loan({&ledger, {}, relief, 0.05, 100'000, 1'000}, settings_of(100, 90));
  CHECK_FALSE(answer.without.probability());
  REQUIRE(answer.at_amount);
  CHECK(answer.at_amount->amount == 30'000);
  CHECK(answer.latest_arrival->day == 10);
}

TEST_CASE("a size is not given for an event that cannot happen, nor for a firm that gets no loan") {
  Ledger ledger = hand::firm(50'000);
  hand::add_bill(ledger, PaymentClass::rent, 10, 80'000);
  SimulationSettings settings = settings_of(100, 90);
  settings.default_event = Event::wages_missed;
  CHECK(size_loan({&ledger, {}, bridge(12, 0), 0.05, 100'000, 1'000}, settings).lack == SizeLack::cannot_happen);
  Relief elsewhere = bridge(12, 0);
  elsewhere.eligibility.country = "DE";
  settings.default_event = Event::illiquid;
  const SizeAnswer answer = size_loan({&ledger, {}, elsewhere, 0.05, 100'000, 1'000}, settings);
  CHECK(answer.lack == SizeLack::not_eligible);
  CHECK(answer.unmet.size() == 1);
}
