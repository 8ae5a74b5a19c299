// Money in parts in the twin, worked out by hand, and what it leaves of the draws of everything else.

#include <algorithm>
#include <catch2/catch.hpp>

#include "engine/forecast/forecast.hpp"
#include "engine/plan/plan.hpp"
#include "tests/engine/hand_ledger.hpp"

using namespace headroom;
using namespace headroom::hand;

namespace {

Order order_in_stages() {
  Order order = order_of(10000, 20);
  order.deposit = 1000;
  order.deposit_refund = 0.5;
  order.milestones = {{"first", day_0 + 5, 3001, 0.5}, {"last", day_0 + 40, 2000, 0.0}};
  return order;
}

twin::PathOutcome as_written(const Ledger& ledger, int horizon_days) {
  const Scenario scenario;
  return twin::play_as_written({&ledger, &scenario, nullptr, 1, horizon_days});
}

Plan plan_of(const Ledger& ledger) {
  const Scenario scenario;
  return build_plan({&ledger, &scenario, 100, 1});
}

/// Customer who is late by chance, with a share on time.
Counterparty late_customer(double prompt_share) {
  Counterparty customer = customer_row();
  customer.late = LatePart{10.0, 0.8};
  customer.prompt_share = prompt_share;
  return customer;
}

}  // namespace

TEST_CASE("the twin pays milestones on their dates, and after a cancellation what is still owed") {
  Ledger ledger = firm(0);
  ledger.orders = {order_in_stages()};
  const twin::PathOutcome ahead = play(ledger, 50);
  CHECK(ahead.cash[4] == 0);
  CHECK(ahead.cash[5] == 3001);
  CHECK(ahead.cash[20] == 7000);  // 10,000 less 1,000 and 5,001
  CHECK(ahead.cash[40] == 9000);
  CHECK(as_written(ledger, 50).cash == ahead.cash);
  ledger.orders[0].cancellation = 1.0;
  const twin::PathOutcome cancelled = play(ledger, 50);
  CHECK(cancelled.cash[5] == 1501);
  CHECK(cancelled.cash[50] == 1001);  // the refund of 500
  CHECK(as_written(ledger, 50).cash == cancelled.cash);
}

TEST_CASE("in the twin a customer's failure takes back no milestone that was paid before it") {
  Ledger ledger = firm(0);
  ledger.orders = {order_in_stages()};
  ledger.orders[0].milestones[0].due = day_0;
  ledger.counterparties = {customer_row()};
  ledger.counterparties[0].failure_annual = 1.0;  // has failed on day 1
  const twin::PathOutcome outcome = play(ledger, 50);
  CHECK(outcome.cash[19] == 3001);
  CHECK(outcome.cash[50] == 2501);  // the order is cancelled: the refund
}

TEST_CASE("the twin divides an invoice into a prompt share and the rest, and leaves an overdue one whole") {
  Ledger ledger = firm(0);
  ledger.counterparties = {customer_row()};
  ledger.counterparties[0].never = 1.0;
  ledger.counterparties[0].prompt_share = 0.5;
  add_invoice(ledger, 10, 1001);
  add_invoice(ledger, -10, 1000);
  CHECK(play(ledger, 30).cash[9] == 0);
  CHECK(play(ledger, 30).cash[30] == 501);
}

TEST_CASE("the twin loses a dispute or waits for its end") {
  Ledger ledger = firm(0);
  add_invoice(ledger, 10, 1000);
  ledger.receivables[0].disputed = 400;
  ledger.receivables[0].dispute_until = day_0 + 25;
  CHECK(play(ledger, 30).cash[24] == 600);
  CHECK(play(ledger, 30).cash[25] == 1000);
  ledger.receivables[0].dispute_lost = 1.0;
  CHECK(play(ledger, 30).cash[30] == 600);
  CHECK(as_written(ledger, 30).cash[30] == 600);
}

TEST_CASE("the twin sets a credit note off against its invoice") {
  Ledger ledger = firm(0);
  add_invoice(ledger, 10, 1000);
  add_invoice(ledger, 2, -300);
  ledger.receivables[1].credits = ledger.receivables[0].invoice;
  CHECK(play(ledger, 20).cash[9] == 0);
  CHECK(play(ledger, 20).cash[20] == 700);
  CHECK(play(ledger, 20).funding_need == 0);
}

TEST_CASE("parts leave the draws of the whole as they were, and have draws of their own") {
  Ledger ledger = firm(0);
  ledger.counterparties = {late_customer(0.0)};
  add_invoice(ledger, 10, 1000);
  ledger.orders = {order_of(1000, 20)};
  ledger.orders[0].cancellation = 0.5;
  const ExposureColumns whole = plan_of(ledger).exposures;
  REQUIRE(whole.receipt == std::vector<Minor>{1000, 1000});

  ledger.counterparties[0].prompt_share = 0.25;
  ledger.receivables[0].disputed = 400;
  ledger.receivables[0].dispute_lost = 0.5;
  ledger.orders[0].milestones = {{"first", day_0 + 5, 300, 0.5}};
  const Plan plan = plan_of(ledger);
  const ExposureColumns& parts = plan.exposures;
  // The invoice's rest and dispute; the order's prompt share and rest; of its milestone, what is owed either way and
  // what is not, each with a prompt share. The invoice's own prompt share, 150 on day 10, is certain, as is the
  // milestone's of what is owed either way.
  CHECK(parts.receipt == std::vector<Minor>{450, 400, 175, 525, 112, 37, 113});
  CHECK(parts.delay_key[0] == whole.delay_key[0]);
  CHECK(parts.delay_key[3] == whole.delay_key[1]);
  CHECK(parts.delay_key[4] == parts.delay_key[6]);
  CHECK(parts.delay_key[2] != parts.delay_key[5]);
  for (const std::size_t row : {2U, 3U, 5U, 6U}) {
    CHECK(parts.cancellation_key[row] == whole.cancellation_key[1]);
    CHECK(parts.cancellation_threshold[row] == whole.cancellation_threshold[1]);
  }
  CHECK(parts.cancellation_threshold[4] == never_below);
  std::vector<std::uint64_t> keys = {parts.delay_key[0], parts.delay_key[1], parts.delay_key[2], parts.delay_key[3],
                                     parts.delay_key[4]};
  std::sort(keys.begin(), keys.end());
  CHECK(std::adjacent_find(keys.begin(), keys.end()) == keys.end());
}

TEST_CASE("a forecast shows one flow for each part, however its pieces are drawn, and what is overdue without a date") {
  Ledger ledger = firm(0);
  ledger.counterparties = {late_customer(0.25)};
  add_invoice(ledger, 10, 1000);
  ledger.receivables[0].part = "1";
  ledger.receivables[0].disputed = 300;
  ledger.receivables[0].dispute_lost = 0.5;
  ledger.receivables[0].dispute_until = day_0 + 30;
  ledger.orders = {order_in_stages()};
  ledger.orders[0].cost = 100;
  ledger.orders[0].milestones.push_back({"before", day_0 - 5, 1500, 0.0});
  const Forecast forecast = make_forecast(ledger, 60);
  const auto flow = [&forecast](std::size_t i) {
    const ForecastFlow& found = forecast.flows.at(i);
    return std::tuple(found.day, found.amount, found.item, found.part);
  };
  REQUIRE(forecast.flows.size() == 6);
  CHECK(flow(0) == std::tuple(5, 3001, "1", "first"));
  CHECK(flow(1) == std::tuple(10, 700, "0", "1"));
  CHECK(flow(2) == std::tuple(20, 2499, "1", ""));
  CHECK(flow(3) == std::tuple(20, 100, "1", ""));  // its cost
  CHECK(flow(4) == std::tuple(30, 300, "0", "1"));
  CHECK(flow(5) == std::tuple(40, 2000, "1", "last"));
  REQUIRE(forecast.undated.size() == 1);
  CHECK(forecast.undated[0].part == "before");
  CHECK(forecast.undated[0].amount == 1500);
}

TEST_CASE("a prompt share comes on its due date also where the customer's law had all of it come before as_of") {
  Ledger ledger = firm(0);
  ledger.counterparties = {customer_row()};
  ledger.counterparties[0].delay_law = "early";
  ledger.counterparties[0].prompt_share = 0.5;
  ledger.delay_laws = {{"early", {{1.0, -30}}}};
  add_invoice(ledger, 10, 1000);
  const Forecast forecast = make_forecast(ledger, 60);
  REQUIRE(forecast.flows.size() == 1);
  CHECK(forecast.flows[0].day == 10);
  CHECK(forecast.flows[0].amount == 1000);
  CHECK(play(ledger, 60).cash[9] <= 500);
  CHECK(play(ledger, 60).cash[10] >= 500);
  CHECK(as_written(ledger, 60).cash[9] == 0);
  CHECK(as_written(ledger, 60).cash[10] == 1000);
}
