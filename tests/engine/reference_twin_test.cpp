#include "tests/engine/reference_twin.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "tests/engine/hand_ledger.hpp"

using namespace headroom;
using namespace headroom::hand;
using headroom::twin::PathOutcome;
using headroom::twin::play_as_written;

TEST_CASE("the twin leaves a bill unpaid when cash runs out and pays the rest when money comes") {
  Ledger ledger = firm(100);
  add_bill(ledger, PaymentClass::supplier, 5, 150);
  add_invoice(ledger, 8, 80);
  const PathOutcome outcome = play(ledger, 10);
  CHECK(outcome.cash == std::vector<Minor>{100, 100, 100, 100, 100, 0, 0, 0, 30, 30, 30});
  CHECK(outcome.position == std::vector<Minor>{100, 100, 100, 100, 100, -50, -50, -50, 30, 30, 30});
  CHECK(first(outcome, Event::illiquid) == 5);
  CHECK(first(outcome, Event::below_minimum) == 5);
  CHECK_FALSE(first(outcome, Event::critical_missed));
  CHECK(outcome.first_unpaid_class == PaymentClass::supplier);
  CHECK(outcome.lowest_position == -50);
  CHECK(outcome.funding_need == 50);
}

TEST_CASE("the twin draws a line, charges its interest at the month's end, and repays it from the next money") {
  Ledger ledger = firm(0);
  ledger.credit_lines = {line_of(100000, 0)};
  add_bill(ledger, PaymentClass::wages, 1, 50000);
  add_invoice(ledger, 11, 80000);
  const PathOutcome outcome = play(ledger, 31);
  CHECK(outcome.cash[0] == 0);
  CHECK(outcome.cash[1] == -50000);
  CHECK(outcome.cash[10] == -50000);
  CHECK(outcome.cash[11] == 30000);
  CHECK(outcome.cash[29] == 30000);
  CHECK(outcome.cash[30] == 29500);  // ten nights at 50 a night
  CHECK(first(outcome, Event::line_drawn) == 1);
  CHECK_FALSE(first(outcome, Event::illiquid));
  CHECK(outcome.funding_need == 0);
}

TEST_CASE("the twin draws the cheapest line first and repays the dearest first") {
  Ledger ledger = firm(0);
  ledger.credit_lines = {line_of(1000, 0), line_of(1000, 0)};
  ledger.credit_lines[1].rate_annual = 0.0;
  add_bill(ledger, PaymentClass::wages, 0, 1500);  // 1000 from the free line, 500 from the dear one
  add_invoice(ledger, 10, 300);
  const PathOutcome outcome = play(ledger, 30);
  CHECK(outcome.cash[29] == -1200);
  CHECK(outcome.cash[30] == -1209);  // 10 nights of 500 and 20 of 200, at 0.1%: 9
}

TEST_CASE("in the twin a line that ends falls due with its interest, and its limit is gone") {
  Ledger ledger = firm(200);
  ledger.cash_minimum = 200;
  ledger.credit_lines = {line_of(1000, 600)};
  ledger.credit_lines[0].until = day_0 + 5;
  const PathOutcome outcome = play(ledger, 40);
  CHECK(outcome.cash[4] == -400);
  CHECK(outcome.cash[5] == 0);  // 603 due (five nights of 0.6), 200 paid
  CHECK(outcome.position[5] == -403);
  CHECK(outcome.position[40] == -403);
  CHECK(first(outcome, Event::illiquid) == 5);
  CHECK(first(outcome, Event::critical_missed) == 5);
  CHECK_FALSE(first(outcome, Event::line_drawn));
  CHECK(first(outcome, Event::loan_30dpd) == 35);
  CHECK(outcome.first_unpaid_class == PaymentClass::loan);
  CHECK(outcome.funding_need == 400);  // 200 in cash, less the 600 that were drawn
}

TEST_CASE("in the twin a line that ends is not repaid from the day's money, but as a loan, in the order of payment") {
  Ledger ledger = firm(0);
  ledger.credit_lines = {line_of(1000, 1000)};
  ledger.credit_lines[0].rate_annual = 0.0;
  ledger.credit_lines[0].until = day_0 + 20;
  add_bill(ledger, PaymentClass::wages, 20, 1000);
  add_invoice(ledger, 20, 1000);
  const PathOutcome outcome = play(ledger, 40);
  CHECK(outcome.cash[20] == 0);
  CHECK(outcome.position[20] == -1000);
  CHECK(first(outcome, Event::critical_missed) == 20);
  CHECK_FALSE(first(outcome, Event::wages_missed));
  CHECK(outcome.first_unpaid_class == PaymentClass::loan);
}

TEST_CASE("the twin pays classes in the order of the policy, partly if need be") {
  Ledger ledger = firm(100);
  add_bill(ledger, PaymentClass::supplier, 3, 80);
  add_bill(ledger, PaymentClass::wages, 3, 60);
  add_bill(ledger, PaymentClass::rent, 3, 30);
  const PathOutcome usual = play(ledger, 5);
  CHECK(usual.position[5] == -70);
  CHECK(usual.first_unpaid_class == PaymentClass::supplier);
  CHECK_FALSE(first(usual, Event::wages_missed));

  std::swap(ledger.payment_policy.order[0], ledger.payment_policy.order[7]);  // suppliers first, wages after rent
  const PathOutcome suppliers_first = play(ledger, 5);
  CHECK(suppliers_first.position[5] == -70);
  CHECK(suppliers_first.first_unpaid_class == PaymentClass::rent);
  CHECK(first(suppliers_first, Event::wages_missed) == 3);
  CHECK(first(suppliers_first, Event::critical_missed) == 3);
}

TEST_CASE("in the twin the owner is paid from cash above the minimum only, and never waits for the rest") {
  Ledger ledger = firm(100);
  ledger.cash_minimum = 70;
  ledger.credit_lines = {line_of(1000, 0)};
  ledger.fixed_costs = {monthly(PaymentClass::owner, day_0 + 2, 50)};
  add_invoice(ledger, 40, 40);
  const PathOutcome outcome = play(ledger, 70);
  CHECK(outcome.cash[1] == 100);
  CHECK(outcome.cash[2] == 70);
  CHECK(outcome.cash[33] == 70);   // 3 February: nothing above the minimum
  CHECK(outcome.cash[40] == 110);  // what was skipped in January and February is not caught up
  CHECK(outcome.cash[61] == 70);   // 3 March: 40 of 50
  CHECK(outcome.position == outcome.cash);
  CHECK_FALSE(first(outcome, Event::illiquid));
  CHECK_FALSE(first(outcome, Event::line_drawn));
  CHECK(outcome.funding_need == 0);
}

TEST_CASE("in the twin arrears at as_of keep their age") {
  Ledger ledger = firm(0);
  ledger.loans = {loan_in_arrears(100, 20)};
  SECTION("unpaid, they are 30 and 90 days past due 10 and 70 days later") {
    add_invoice(ledger, 5, 99);
    const PathOutcome outcome = play(ledger, 80);
    CHECK(first(outcome, Event::illiquid) == 0);
    CHECK(first(outcome, Event::loan_30dpd) == 10);
    CHECK(first(outcome, Event::loan_90dpd) == 70);
  }
  SECTION("the oldest is paid first, and then the next oldest counts") {
    add_bill(ledger, PaymentClass::loan, 0, 500);
    add_invoice(ledger, 9, 500);
    const PathOutcome outcome = play(ledger, 80);
    CHECK(first(outcome, Event::loan_30dpd) == 30);
    CHECK_FALSE(first(outcome, Event::loan_90dpd));
  }
  SECTION("a bill overdue at as_of is paid on day 0 with its age, or on its policy day without one") {
    ledger.loans.clear();
    add_bill(ledger, PaymentClass::loan, -12, 500);
    CHECK(first(play(ledger, 40), Event::loan_30dpd) == 18);
    ledger.payment_policy.days[static_cast<std::size_t>(PaymentClass::loan)] = 15;
    CHECK(first(play(ledger, 40), Event::illiquid) == 3);
    CHECK(first(play(ledger, 40), Event::loan_30dpd) == 33);
  }
}

TEST_CASE("in the twin wages and any class but the owner's have ages of their own") {
  Ledger ledger = firm(100);
  SECTION("whatever is paid last is 90 days past due first") {
    ledger.loans = {loan_of_two_payments()};
    add_bill(ledger, PaymentClass::wages, 3, 150);
    add_bill(ledger, PaymentClass::utilities, 3, 70);
    add_invoice(ledger, 20, 50);
    const PathOutcome outcome = play(ledger, 200);
    CHECK(first(outcome, Event::wages_missed) == 3);
    CHECK_FALSE(first(outcome, Event::wages_30dpd));  // paid on day 20
    CHECK(first(outcome, Event::any_90dpd) == 93);
    CHECK(first(outcome, Event::loan_90dpd) == Date::of(2026, 2, 1) - day_0 + 90);
  }
  SECTION("what was overdue keeps its age") {
    add_bill(ledger, PaymentClass::wages, -12, 500);
    CHECK(first(play(ledger, 200), Event::wages_30dpd) == 18);
    CHECK(first(play(ledger, 200), Event::any_90dpd) == 78);
    add_bill(ledger, PaymentClass::other, -100, 1);
    CHECK(first(play(ledger, 200), Event::any_90dpd) == 0);
  }
  SECTION("drawings are never past due") {
    ledger.cash = 0;
    ledger.fixed_costs = {monthly(PaymentClass::owner, day_0 + 2, 50)};
    CHECK_FALSE(first(play(ledger, 200), Event::any_90dpd));
  }
}

TEST_CASE("the twin moves cash flows to business days, never before day 0") {
  Ledger ledger = firm(1000);
  ledger.company.country = "";
  ledger.company.as_of = day_0 + 2;  // a Saturday
  add_bill(ledger, PaymentClass::supplier, 2, 100);
  add_bill(ledger, PaymentClass::supplier, 10, 10);  // the next Sunday
  ledger.company.business_days = BusinessDays::preceding;
  CHECK(play(ledger, 10).cash == std::vector<Minor>{900, 900, 900, 900, 900, 900, 890, 890, 890, 890, 890});
  ledger.company.business_days = BusinessDays::following;
  CHECK(play(ledger, 10).cash == std::vector<Minor>{1000, 1000, 900, 900, 900, 900, 900, 900, 900, 890, 890});
}

TEST_CASE("the twin settles a cancelled order: its sunk cost, its refund, and no invoice") {
  Ledger ledger = firm(10000);
  ledger.orders = {order_of(5000, 20)};
  ledger.orders[0].terms_days = 10;
  ledger.orders[0].deposit = 1001;
  ledger.orders[0].deposit_refund = 0.5;
  ledger.orders[0].cost = 3000;
  ledger.orders[0].cost_due = day_0 + 10;
  ledger.orders[0].cost_sunk = 0.4;
  const PathOutcome goes_ahead = play(ledger, 40);
  CHECK(goes_ahead.cash[10] == 7000);
  CHECK(goes_ahead.cash[29] == 7000);
  CHECK(goes_ahead.cash[30] == 10999);

  ledger.orders[0].cancellation = 1.0;
  const PathOutcome cancelled = play(ledger, 40);
  CHECK(cancelled.cash[10] == 8800);
  CHECK(cancelled.cash[20] == 8299);
  CHECK(cancelled.cash[40] == 8299);
  const Scenario as_written;
  CHECK(play_as_written({&ledger, &as_written, nullptr, 1, 40}).cash == cancelled.cash);

  ledger.orders[0].cancellation.reset();
  ledger.counterparties = {customer_row()};
  ledger.counterparties[0].failure_annual = 1.0;  // has failed on day 1
  CHECK(play(ledger, 40).cash == cancelled.cash);
  CHECK(play_as_written({&ledger, &as_written, nullptr, 1, 40}).cash == goes_ahead.cash);
}

TEST_CASE("the twin nets orders from expected sales and splits the cost of sales") {
  Ledger ledger = firm(10000);
  SalesStream stream;
  stream.name = "Shop";
  stream.counterparty = "Customer";
  stream.amount = 1000;
  stream.when.first = day_0 + 30;
  stream.when.until = day_0 + 30;
  stream.terms_days = 5;
  stream.cost_share = 0.6;
  stream.cost_flex = 0.5;
  stream.cost_lead_days = 10;
  stream.net_of_orders = true;
  ledger.sales = {stream};
  ledger.orders = {order_of(300, 30)};
  ledger.orders[0].terms_days = 100;
  Scenario halved;
  Shock shock;
  shock.of = ShockOf::sales;
  shock.times = 0.5;
  halved.shocks = {shock};
  const PathOutcome outcome = play(ledger, 40, nullptr, halved);
  CHECK(outcome.cash[19] == 10000);
  CHECK(outcome.cash[20] == 10000 - 315);  // 0.3 x 700 and 0.3 x 350
  CHECK(outcome.cash[34] == 10000 - 315);
  CHECK(outcome.cash[35] == 10000 - 315 + 350);

  ledger.sales[0].cost_lead_days = 31;  // dated before as_of: counts as paid
  CHECK(play(ledger, 40, nullptr, halved).cash[40] == 10000 + 350);

  ledger.sales[0].cost_lead_days = 10;
  ledger.counterparties = {customer_row()};
  ledger.counterparties[0].failure_annual = 1.0;
  CHECK(play(ledger, 40, nullptr, halved).cash ==
        std::vector<Minor>(41, 10000));  // failed on day 1: neither cost nor sales
}

TEST_CASE("in the twin a customer who fails after delivery does not pay what was not yet due") {
  Ledger ledger = firm(100);
  ledger.orders = {order_of(1000, 10)};
  ledger.orders[0].terms_days = 10;
  ledger.orders[0].cost = 50;
  add_invoice(ledger, 14, 7);
  add_invoice(ledger, 15, 7);
  Scenario scenario;
  Shock failure;
  failure.of = ShockOf::failure;
  failure.set = 1.0;
  failure.from_day = 15;  // certain on that day
  scenario.shocks = {failure};
  CHECK(play(ledger, 30).cash[30] == 100 - 50 + 1000 + 14);
  CHECK(play(ledger, 30, nullptr, scenario).cash[30] == 100 - 50 + 7);
}

TEST_CASE("the twin conditions a table of delays on what is known at as_of") {
  Ledger ledger = firm(0);
  ledger.delay_laws = {{"Law", {{0.5, -30}, {0.7, 20}, {1.0, 40}}}};
  ledger.counterparties = {customer_row()};
  ledger.counterparties[0].delay_law = "Law";
  add_invoice(ledger, -20, 1);    // only 40 days late is left: day 20
  add_invoice(ledger, 35, 1000);  // 30 days early is still possible
  int early = 0;
  for (std::uint64_t path = 0; path < 50; ++path) {
    const PathOutcome outcome = play(ledger, 80, nullptr, {}, path);
    CHECK(outcome.cash[19] % 10 == 0);
    CHECK(outcome.cash[20] % 10 == 1);
    CHECK(outcome.cash[80] == 1001);
    const bool came_early = outcome.cash[5] == 1000;
    CHECK((came_early || outcome.cash[55] == 1001 || outcome.cash[74] == 1));
    early += came_early;
  }
  CHECK(early > 5);
  CHECK(early < 45);
  ledger.receivables[1].due = day_0 + 29;  // 30 days early would have been yesterday
  for (std::uint64_t path = 0; path < 50; ++path) CHECK(play(ledger, 38, nullptr, {}, path).cash[38] == 1);
}

TEST_CASE("the twin shocks the built-in law where it replaces an overdue customer's own") {
  Ledger ledger = firm(0);
  add_invoice(ledger, -3, 1);
  Scenario scenario;
  Shock by_a_week;
  by_a_week.of = ShockOf::late_days;
  by_a_week.times = 0.0;
  by_a_week.add = 7.0;
  scenario.shocks = {by_a_week};
  int never = 0;
  for (std::uint64_t path = 0; path < 100; ++path) {
    const PathOutcome outcome = play(ledger, 50, nullptr, scenario, path);
    CHECK(outcome.cash[6] == 0);
    CHECK(outcome.cash[7] == outcome.cash[50]);
    never += outcome.cash[50] == 0;
  }
  CHECK(never > 0);
  CHECK(never < 30);
}

TEST_CASE("in the twin an early payer pays no earlier than the invoice is issued") {
  Ledger ledger = firm(0);
  ledger.delay_laws = {{"Law", {{1.0, -30}}}};
  ledger.counterparties = {customer_row()};
  ledger.counterparties[0].delay_law = "Law";
  ledger.orders = {order_of(1000, 10)};
  ledger.orders[0].terms_days = 20;
  CHECK(play(ledger, 20).cash[9] == 0);
  CHECK(play(ledger, 20).cash[10] == 1000);
  ledger.orders[0].terms_days = 35;
  CHECK(play(ledger, 20).cash[14] == 0);
  CHECK(play(ledger, 20).cash[15] == 1000);
}

TEST_CASE("the twin shocks the rates of loans by payment date and of lines by the date their interest falls due") {
  Ledger ledger = firm(1000000);
  ledger.loans = {loan_of_two_payments()};
  Scenario scenario;
  Shock dearer;
  dearer.of = ShockOf::rate;
  dearer.times = 2.0;
  dearer.from = Date::of(2026, 2, 15);
  scenario.shocks = {dearer};
  const PathOutcome outcome = play(ledger, 60, nullptr, scenario);
  CHECK(cash_on(outcome, Date::of(2026, 2, 28)) == 1000000 - 61200);
  CHECK(cash_on(outcome, Date::of(2026, 3, 1)) == 1000000 - 61200 - 61200);

  Ledger with_line = firm(1000);
  with_line.cash_minimum = 1000;
  with_line.credit_lines = {line_of(100000, 10000)};
  CHECK(play(with_line, 60, nullptr, scenario).cash[30] == 1000 - 300 - 10000);  // 30 nights after day 0
  CHECK(play(with_line, 60, nullptr, scenario).cash[58] == 1000 - 300 - 560 - 10000);
}

TEST_CASE("as written, what is overdue is left out and what is certain is followed") {
  Ledger ledger = firm(0);
  ledger.counterparties = {customer_row()};
  add_invoice(ledger, -3, 1000);
  add_invoice(ledger, 10, 20);
  const Scenario none;
  Scenario always_late;
  Shock all_late;
  all_late.of = ShockOf::on_time;
  all_late.set = 0.0;
  Shock by_a_week;
  by_a_week.of = ShockOf::late_days;
  by_a_week.times = 0.0;
  by_a_week.add = 7.0;
  always_late.shocks = {all_late, by_a_week};
  CHECK(play_as_written({&ledger, &none, nullptr, 1, 20}).cash[9] == 0);
  CHECK(play_as_written({&ledger, &none, nullptr, 1, 20}).cash[10] == 20);
  CHECK(play_as_written({&ledger, &always_late, nullptr, 1, 20}).cash[16] == 0);
  CHECK(play_as_written({&ledger, &always_late, nullptr, 1, 20}).cash[17] == 20);
  ledger.counterparties[0].late = LatePart{5.0, 1.0};
  CHECK(play_as_written({&ledger, &none, nullptr, 1, 20}).cash[10] == 20);
}

// 2000 paths with a fixed seed; the tolerance is four standard errors (false alarms: 6 in 100 000 seeds).
TEST_CASE("the twin's shares of cancelled orders and of overdue invoices never paid are those of their laws") {
  constexpr int paths = 2000;
  Ledger ledger = firm(0);
  ledger.orders = {order_of(1, 1)};
  ledger.orders[0].cancellation = 0.3;
  ledger.dependence = {0.2, 0.3};
  add_invoice(ledger, -10, 1000, "Always on time, but overdue");
  int shipped = 0, paid = 0, paid_in_time = 0;
  for (std::uint64_t path = 0; path < paths; ++path) {
    const PathOutcome outcome = play(ledger, 2000, nullptr, {}, path);
    CHECK(outcome.cash[0] == 0);
    shipped += outcome.cash.back() % 1000 == 1;
    paid += outcome.cash.back() >= 1000;
    paid_in_time += outcome.cash[30] >= 1000;
  }
  const auto tolerance = [](double p) { return 4.0 * std::sqrt(p * (1.0 - p) / paths); };
  CHECK(shipped / double{paths} == Approx(0.7).margin(tolerance(0.7)));
  CHECK(paid / double{paths} == Approx(0.9).margin(tolerance(0.9)));
  CHECK(paid_in_time / double{paths} ==
        Approx(0.45).margin(tolerance(0.45)));  // half of those who pay, within the median
}

TEST_CASE(
    "in the twin a bad market brings cancellation and late payment together, and one customer's orders share their "
    "fate") {
  Ledger ledger = firm(0);
  ledger.delay_laws = {{"Law", {{0.5, 0}, {1.0, 10}}}};
  ledger.counterparties = {customer_row()};
  ledger.counterparties[0].delay_law = "Law";
  ledger.counterparties[0].cancellation = 0.5;
  ledger.orders = {order_of(100, 20), order_of(10, 20)};
  ledger.orders[1].number = "2";
  add_invoice(ledger, 5, 1);
  int apart_from_another = 0;
  for (const Dependence dependence : {Dependence{1.0, 0.0}, Dependence{0.0, 1.0}}) {
    ledger.dependence = dependence;
    ledger.orders[1].counterparty = "Customer";
    for (std::uint64_t path = 0; path < 50; ++path) {
      const PathOutcome outcome = play(ledger, 40, nullptr, {}, path);
      const bool in_time = outcome.cash[5] == 1;
      CHECK(outcome.cash[40] == (in_time ? 111 : 1));
    }
    ledger.orders[1].counterparty = "Another";
    ledger.orders[1].cancellation = 0.5;
    for (std::uint64_t path = 0; path < 50; ++path) {
      const Minor end = play(ledger, 40, nullptr, {}, path).cash[40];
      apart_from_another += end == 101 || end == 11;
      if (dependence.market == 1.0) CHECK((end == 1 || end == 111));
    }
  }
  CHECK(apart_from_another > 5);
}

// 4000 paths with a fixed seed; the tolerance is four standard errors.
TEST_CASE("the twin's random sales keep their mean") {
  constexpr int paths = 4000;
  Ledger ledger = firm(0);
  SalesStream stream;
  stream.name = "Shop";
  stream.counterparty = "Customer";
  stream.amount = 1000000;
  stream.when.first = stream.when.until.emplace(day_0 + 1);
  stream.volatility = 0.4;
  stream.level_volatility = 0.3;
  ledger.sales = {stream};
  double sum = 0.0;
  for (std::uint64_t path = 0; path < paths; ++path)
    sum += static_cast<double>(play(ledger, 1, nullptr, {}, path).cash[1]);
  const double deviation = std::sqrt(std::exp(0.4 * 0.4 + 0.3 * 0.3) - 1.0);
  CHECK(sum / paths / 1e6 == Approx(1.0).margin(4.0 * deviation / std::sqrt(paths)));
}
