// What lies within the horizon, and what only beyond it.
#include <catch2/catch.hpp>
#include <cmath>

#include "engine/forecast/forecast.hpp"
#include "engine/simulation/simulation.hpp"
#include "models/normal.hpp"
#include "tests/oracle/oracle_ledger.hpp"

using namespace headroom;
using oracle::add_bill;
using oracle::add_customer;
using oracle::add_invoice;
using oracle::add_order;
using oracle::firm;
using oracle::play;

namespace {

constexpr int horizon_days = 60;

bool is_random(const Ledger& ledger) { return play(ledger, oracle::settings_of(1000, horizon_days)).is_random; }

/// A firm with an order of 100 that ships on day 80 and is cancelled with probability 1/2.
Ledger firm_with_late_order() {
  Ledger ledger = firm(100);
  add_order(ledger, 80, 100, 0.5);
  return ledger;
}

}  // namespace

TEST_CASE("what is random only after the horizon is not random") {
  Ledger ledger = firm_with_late_order();
  CHECK_FALSE(is_random(ledger));
  ledger.orders[0].ships = oracle::day_0 + horizon_days;
  CHECK(is_random(ledger));
}

TEST_CASE("an order that ships after the horizon is random if its cost within it depends on the cancellation") {
  Ledger ledger = firm_with_late_order();
  ledger.orders[0].cost = 40;
  ledger.orders[0].cost_due = oracle::day_0 + 30;
  CHECK_FALSE(is_random(ledger));  // all of it is sunk
  ledger.orders[0].cost_sunk = 0.5;
  CHECK(is_random(ledger));
  ledger.orders[0].cost_due = oracle::day_0 + 70;
  CHECK_FALSE(is_random(ledger));
}

TEST_CASE("a late payment is random if its first possible day lies within the horizon") {
  Ledger ledger = firm(100);
  add_invoice(ledger, 30, 100);
  Counterparty& customer = add_customer(ledger);
  customer.delay_law = "late";
  ledger.delay_laws = {{"late", {{0.5, 30}, {1.0, 90}}}};
  CHECK(is_random(ledger));
  ledger.delay_laws[0].rows[0].days = 31;
  CHECK_FALSE(is_random(ledger));
}

TEST_CASE("a failure after the last payment within the horizon changes nothing") {
  Ledger ledger = firm(100);
  add_invoice(ledger, 10, 100);
  add_customer(ledger).failure_annual = 0.5;
  CHECK(is_random(ledger));
  Scenario scenario;
  Shock shock;
  shock.of = ShockOf::failure;
  shock.set = 0.0;
  shock.until = oracle::day_0 + 10;
  scenario.shocks = {shock};
  const ScenarioResult result = simulate(ledger, scenario, {}, oracle::settings_of(1000, horizon_days));
  CHECK_FALSE(result.options[0].is_random);
}

TEST_CASE("paths of a ledger in which nothing is random within the horizon are all alike") {
  Ledger ledger = firm_with_late_order();
  add_bill(ledger, 20, 150);
  const OptionResult certain = play(ledger, oracle::settings_of(1000, horizon_days));
  CHECK_FALSE(certain.default_probability);
  add_order(ledger, 30, 1, 0.5);  // makes the same firm random
  const OptionResult random = play(ledger, oracle::settings_of(1000, horizon_days));
  REQUIRE(random.default_probability);
  CHECK(random.default_probability->value == 1.0);
  CHECK(certain.runway.deterministic == 20);
  CHECK(random.runway.deterministic == 20);
}

TEST_CASE("as written a late payer whose day is open pays when due, also where he cannot pay within the horizon") {
  Ledger ledger = firm();
  add_invoice(ledger, 30, 100);
  add_bill(ledger, 35, 100);
  Counterparty& customer = add_customer(ledger);
  customer.delay_law = "late";
  ledger.delay_laws = {{"late", {{0.5, 60}, {1.0, 90}}}};
  for (const int days : {40, 100, 200}) {
    const Forecast forecast = make_forecast(ledger, days);
    INFO(days << " days");
    REQUIRE(forecast.flows.size() == 2);
    CHECK(forecast.flows[0].day == 30);
    CHECK_FALSE(forecast.first_unpaid_day);
  }
  ledger.delay_laws[0].rows = {{1.0, 60}};  // certain: known to come on day 90
  CHECK(make_forecast(ledger, 40).flows.size() == 1);
  CHECK(make_forecast(ledger, 100).flows.back().day == 90);
}

// P(D <= 52 | D > 50) = 1 - Phi(-ln(52 / 12) / 0.2) / Phi(-ln(50 / 12) / 0.2) = 0.764184, worked out apart from this
// program.
TEST_CASE("an invoice that is overdue against all likelihood still follows its customer's law") {
  Ledger ledger = firm();
  add_invoice(ledger, -50, 100);
  add_bill(ledger, 2, 100);
  add_customer(ledger).late = LatePart{12.0, 0.2};
  const OptionResult result = play(ledger, oracle::settings_of(100000, 10));
  oracle::require_share(1.0 - result.default_probability->value, 0.764184, 100000);
}

TEST_CASE("where a shock leaves nothing of a law, the built-in one is shocked as well") {
  Ledger ledger = firm();
  add_invoice(ledger, -50, 100);
  add_bill(ledger, 20, 100);
  Counterparty& customer = add_customer(ledger);
  customer.on_time = 0.5;
  customer.never = 0.0;
  customer.late = LatePart{12.0, 0.9};
  Scenario punctual;
  Shock on_time, never, late_days;
  never.of = ShockOf::never;
  never.set = 0.0;
  on_time.of = ShockOf::on_time;
  on_time.set = 1.0;
  late_days.of = ShockOf::late_days;
  late_days.set = 10.0;
  punctual.shocks = {never, on_time};
  const auto default_of = [&](const Scenario& scenario) {
    return simulate(ledger, scenario, {}, oracle::settings_of(100000, 25)).options[0].default_probability->value;
  };
  // On time 1 and never 0 leave nothing of either law: the built-in one as it is, 0.9 Phi(ln(20 / 30)) paid by day 20.
  oracle::require_share(1.0 - default_of(punctual), 0.9 * normal_cdf(std::log(20.0 / 30.0)), 100000);
  // A customer on time by his own law: the built-in one with a median of 10 days, 0.9 Phi(ln(20 / 10)).
  customer.on_time = 1.0;
  customer.late.reset();
  punctual.shocks = {late_days};
  oracle::require_share(1.0 - default_of(punctual), 0.9 * normal_cdf(std::log(2.0)), 100000);
}

namespace {

/// What a relief leaves owed after so many days, in a firm with cash enough and nothing random.
double owed_after(const Ledger& ledger, const Relief& relief, int days) {
  const ScenarioResult result = simulate(ledger, Scenario{}, {relief}, oracle::settings_of(1, days));
  return result.options.at(1).owed_after_horizon.value();
}

Relief grace_loan(Grace grace) {
  Relief relief;
  ReliefLoan& loan = relief.loans.emplace_back();
  loan.amount = 1'000'00;
  loan.rate_annual = 0.12;
  loan.months = 12;
  loan.grace_months = 6;
  loan.grace = grace;
  return relief;
}

}  // namespace

// 30E/360: 29 days to 31 January are 116.00 of interest; 32 days of 12,000.00 at 12% to 2 March are 128.00.
TEST_CASE("of a deferral the parts to come are owed, with the interest that has run up by the horizon") {
  Ledger ledger = firm(100'000'00);
  Loan& loan = ledger.loans.emplace_back();
  loan.name = "Bank";
  loan.balance = 12'000'00;
  loan.rate_annual = 0.12;
  loan.accrued_from = oracle::day_0;
  loan.next_payment = loan.maturity = Date::of(2026, 1, 31);
  loan.repayment = Repayment::interest_only;
  Relief relief;
  Deferral& deferral = relief.deferrals.emplace_back();
  deferral.payment_class = PaymentClass::loan;
  deferral.until = Date::of(2026, 3, 1);
  deferral.repay_months = 12;
  CHECK(owed_after(ledger, relief, 60) == 12'000'00 + 116'00 + 128'00);
  CHECK(owed_after(ledger, relief, 30) == 12'000'00 + 116'00);  // put off, and nothing accrued yet
  CHECK(owed_after(ledger, relief, 500) == 0.0);
  relief.deferrals[0].interest_free = true;
  CHECK(owed_after(ledger, relief, 60) == 12'000'00 + 116'00);
}

TEST_CASE("of a loan in its grace the balance is owed, without interest that joins it later") {
  const Ledger ledger = firm();
  CHECK(owed_after(ledger, grace_loan(Grace::interest_only), 90) == 1'000'00);
  CHECK(owed_after(ledger, grace_loan(Grace::simple), 90) == 1'000'00);
  CHECK(owed_after(ledger, grace_loan(Grace::capitalised), 0) == 1'000'00);
  CHECK(owed_after(ledger, grace_loan(Grace::capitalised), 90) == 1'000'00 + 10'00 + 10'10 + 10'20);  // 1 April
  CHECK(owed_after(ledger, grace_loan(Grace::simple), 190) == 1'060'00);  // the grace ended on 1 July
}
