#include <catch2/catch.hpp>

#include "engine/forecast/forecast.hpp"
#include "tests/oracle/oracle_ledger.hpp"

using namespace headroom;
using namespace headroom::oracle;

namespace {

constexpr std::uint64_t paths = 40000;
constexpr int bill_day = 10, ship_day = 40, wages_day = 60, horizon = 70;
constexpr Minor bill_amount = 100000, order_amount = 500000, wages_amount = 400000;

/// Pays its bill of day 10 where a customer pays on day 5, else on day 40 where the order of that day is delivered.
Ledger firm_that_waits_for_a_customer(double never) {
  Ledger ledger = firm();
  add_invoice(ledger, 5, bill_amount, "Slow");
  add_customer(ledger, "Slow").never = never;
  add_bill(ledger, bill_day, bill_amount);
  ledger.payables.back().counterparty = "Mill";
  add_order(ledger, ship_day, order_amount, 0.0, "Good");
  ledger.orders.back().supplier = "Mill";
  FixedCost wages;
  wages.name = "Payroll";
  wages.payment_class = PaymentClass::wages;
  wages.amount = wages_amount;
  wages.when.first = wages.when.until.emplace(day_0 + wages_day);
  ledger.fixed_costs.push_back(wages);
  Supplier mill;
  mill.name = "Mill";
  mill.stops_after = 15;
  ledger.suppliers.push_back(mill);
  return ledger;
}

SimulationSettings settings_for(Event event) {
  SimulationSettings settings = settings_of(paths, horizon);
  settings.default_event = event;
  return settings;
}

}  // namespace

TEST_CASE("a supplier stops as often as the customer fails to pay in time, and then wages are missed") {
  constexpr double never = 0.3;
  const Ledger ledger = firm_that_waits_for_a_customer(never);
  const OptionResult found = play(ledger, settings_for(Event::wages_missed));
  require_default(found, never);
  REQUIRE(found.late.suppliers.size() == 1);
  const SupplierResult& mill = found.late.suppliers[0];
  REQUIRE(mill.stops);
  CHECK(mill.stops->value == found.default_probability->value);
  CHECK(mill.stops->standard_error ==
        Approx(std::sqrt(never * (1.0 - never) / static_cast<double>(paths))).epsilon(0.1));
  CHECK_FALSE(mill.median_day);
  CHECK_FALSE(mill.deterministic_day);
  CHECK(mill.may_stop);
  CHECK(found.funding_need.p95.value == bill_amount);  // with that, nobody is kept waiting

  Ledger patient = ledger;
  patient.suppliers[0].stops_after = 31;  // the order of day 40 is delivered, and pays the bill 30 days past due
  const OptionResult none = play(patient, settings_for(Event::wages_missed));
  CHECK(none.default_probability->value == 0.0);
  CHECK(none.late.suppliers[0].stops->value == 0.0);
  Ledger just_patient = ledger;
  just_patient.suppliers[0].stops_after = 29;  // on day 39, before it ships
  require_default(play(just_patient, settings_for(Event::wages_missed)), never);
}

TEST_CASE("suppliers never move the first due that cannot be paid") {
  const Ledger ledger = firm_that_waits_for_a_customer(0.3);
  Ledger without = ledger;
  without.suppliers.clear();
  const OptionResult found = play(ledger, settings_for(Event::illiquid)),
                     expected = play(without, settings_for(Event::illiquid));
  CHECK(found.default_probability->value == expected.default_probability->value);
  CHECK(found.funding_need.p99.value == expected.funding_need.p99.value);
  CHECK(found.lowest_position.p01.value < expected.lowest_position.p01.value);
}

TEST_CASE("interest for lateness runs by nights and falls due on each month's last day, fees once a due") {
  Ledger ledger = firm();
  add_bill(ledger, 0, 10000000);  // 100,000.00 on 1 January, never paid
  ledger.payables.back().counterparty = "Mill";
  Supplier mill;
  mill.name = "Mill";
  mill.late_interest = 0.11;
  mill.late_fee = 4000;
  mill.grace_days = 3;
  ledger.suppliers.push_back(mill);
  const Forecast forecast = make_forecast(ledger, 60);
  std::vector<ForecastFlow> charges;
  for (const ForecastFlow& flow : forecast.flows)
    if (flow.payment_class == PaymentClass::other) charges.push_back(flow);
  REQUIRE(charges.size() == 3);
  CHECK((charges[0].day == 4 && charges[0].amount == 4000 && charges[0].kind == FlowKind::late_fee));
  CHECK((charges[1].day == 30 && charges[1].amount == 90411 &&
         charges[1].kind == FlowKind::late_interest));          // 30 nights up to 31 January
  CHECK((charges[2].day == 58 && charges[2].amount == 84384));  // 28 nights up to 28 February
  CHECK(forecast.days.back().position == -(10000000 + 4000 + 90411 + 84384));
  CHECK_FALSE(play(ledger, settings_for(Event::illiquid)).late.suppliers[0].may_stop);
}

TEST_CASE("what is paid in advance falls due earlier, never before the day after the stop") {
  Ledger ledger = firm();
  add_bill(ledger, 10, 1000);
  ledger.payables.back().counterparty = "Mill";
  for (const int day : {20, 40, 90}) {
    add_order(ledger, day, 5000, 0.0, "Good");
    ledger.orders.back().supplier = "Mill";
    ledger.orders.back().cost = 100 + day;
    ledger.orders.back().terms_days = 300;
  }
  Supplier mill;
  mill.name = "Mill";
  mill.stops_after = 15;
  mill.when_stopped = WhenStopped::prepayment;
  mill.prepayment_days = 30;
  ledger.suppliers.push_back(mill);
  const Forecast forecast = make_forecast(ledger, 70);
  const auto owed = [&](int day) { return -forecast.days[static_cast<std::size_t>(day)].position; };
  CHECK(owed(19) == 1000);
  CHECK(owed(20) == 1120);  // delivered before the stop of day 25
  CHECK(owed(25) == 1120);
  CHECK(owed(26) == 1260);  // the cost of day 40, at once
  CHECK(owed(59) == 1260);
  CHECK(owed(60) == 1450);  // the cost of day 90, beyond the horizon as it was written
  CHECK(owed(70) == 1450);
}

TEST_CASE("an order that cannot be fulfilled gives the whole deposit back and costs nothing more") {
  Ledger ledger = firm();
  add_bill(ledger, 0, 1000);
  ledger.payables.back().counterparty = "Mill";
  add_order(ledger, 30, 5000, 0.0, "Good");
  Order& order = ledger.orders.back();
  order.supplier = "Mill";
  order.deposit = 2000;
  order.deposit_refund = 0.25;
  order.cost = 700;
  order.cost_due = day_0 + 35;
  Supplier mill;
  mill.name = "Mill";
  mill.stops_after = 10;
  ledger.suppliers.push_back(mill);
  const Forecast forecast = make_forecast(ledger, 60);
  CHECK(forecast.days[29].position == -1000);
  CHECK(forecast.days[30].position == -3000);
  CHECK(forecast.days[60].position == -3000);
  CHECK(std::none_of(forecast.flows.begin(), forecast.flows.end(),
                     [](const ForecastFlow& flow) { return !flow.payment_class; }));
}

namespace {

/// A supplier of the orders below who lends 1,000.00 for 30 days.
Supplier lender() {
  Supplier mill;
  mill.name = "Mill";
  mill.credit_limit = 100000;
  mill.terms_days = 30;
  return mill;
}

/// An order whose goods the mill delivers on day `due_day` - 30.
Order& add_cost_of_mill(Ledger& ledger, int due_day, Minor cost, double cancellation = 0.0) {
  add_order(ledger, 60, 0, cancellation);
  Order& order = ledger.orders.back();
  order.supplier = "Mill";
  order.cost = cost;
  order.cost_due = day_0 + due_day;
  order.cost_sunk = 0.0;
  return order;
}

}  // namespace

TEST_CASE(
    "what does not fit under a credit limit is paid on delivery, and what is paid frees it from the next day on") {
  Ledger ledger = firm(1000000);
  ledger.suppliers.push_back(lender());
  add_bill(ledger, 70, 5000);  // 50.00 open already, since before as_of and to beyond all deliveries
  ledger.payables.back().counterparty = "Mill";
  add_cost_of_mill(ledger, 40, 60000);  // delivered on day 10
  add_cost_of_mill(ledger, 50, 70000);  // on day 20: 35,000 fit, 35,000 do not
  add_cost_of_mill(ledger, 70, 50000);  // on day 40, when the first is paid, but not before: nothing fits
  add_cost_of_mill(ledger, 71, 58000);  // on day 41: all fits
  const Forecast forecast = make_forecast(ledger, 65);
  std::vector<std::pair<int, Minor>> on_delivery, as_agreed;
  for (const ForecastFlow& flow : forecast.flows)
    (flow.kind == FlowKind::on_delivery ? on_delivery : as_agreed).emplace_back(flow.day, flow.amount);
  CHECK(on_delivery == std::vector<std::pair<int, Minor>>{{20, 35000}, {40, 50000}});
  CHECK(as_agreed == std::vector<std::pair<int, Minor>>{{40, 60000}, {50, 35000}});
  CHECK(forecast.days[19].position == 1000000);
  CHECK(forecast.days[20].position == 965000);
  CHECK(forecast.days[40].position == 855000);
  CHECK(forecast.days[65].position == 820000);  // the last of it falls due after the horizon
}

TEST_CASE(
    "a credit limit makes a firm illiquid as often as its orders reach it, and its funding need says by how much") {
  constexpr double cancellation = 0.3;
  Ledger ledger = firm(20000);
  ledger.suppliers.push_back(lender());
  add_invoice(ledger, 30, 200000);
  add_cost_of_mill(ledger, 40, 60000, cancellation);
  add_cost_of_mill(ledger, 50, 70000);
  const SimulationSettings settings = settings_of(paths, horizon);
  const OptionResult found = play(ledger, settings);
  require_default(found, 1.0 - cancellation);  // 30,000 on day 20, of which 10,000 are missing
  REQUIRE(found.late.suppliers.at(0).limit);
  const LimitResult& limit = *found.late.suppliers[0].limit;
  CHECK(limit.reached->value == found.default_probability->value);
  CHECK(limit.median_day == 20);
  CHECK(limit.deterministic_day == 20);
  CHECK(limit.deterministic_cash == 30000.0);
  require_near(limit.cash.value, 30000.0 * (1.0 - cancellation), limit.cash.standard_error);
  CHECK(found.funding_need.p50.value == 10000);
  CHECK(found.funding_need.p99.value == 10000);
  Ledger without = ledger;
  without.suppliers[0].credit_limit.reset();
  CHECK(play(without, settings).default_probability->value == 0.0);
  CHECK_FALSE(play(without, settings).late.suppliers[0].limit);
}

TEST_CASE("what is past due takes the place of credit, but not from the funding need") {
  constexpr double never = 0.4;
  Ledger ledger = firm();
  ledger.suppliers.push_back(lender());
  add_invoice(ledger, 8, 200000, "Slow");
  add_customer(ledger, "Slow").never = never;
  add_bill(ledger, 5, 80000);
  ledger.payables.back().counterparty = "Mill";
  add_cost_of_mill(ledger, 40, 50000);  // on day 10, by when the bill is paid or not
  const OptionResult found = play(ledger, settings_of(paths, horizon));
  const LimitResult& limit = found.late.suppliers.at(0).limit.value();
  require_share(limit.reached->value, never, paths);
  require_near(limit.cash.value, 30000.0 * never, limit.cash.standard_error);
  CHECK_FALSE(limit.deterministic_day);
  CHECK(found.default_probability->value == 1.0);  // the bill itself waits for three days at least
  CHECK(found.funding_need.p50.value == 80000);
  CHECK(found.funding_need.p99.value == 130000);  // where the customer never pays; on its agreed day, not on delivery
}

TEST_CASE("goods on credit stay on the account until they are paid in advance, the day after the stop") {
  Ledger ledger = firm();
  Supplier mill = lender();
  mill.stops_after = 10;
  mill.when_stopped = WhenStopped::prepayment;
  ledger.suppliers.push_back(mill);
  add_bill(ledger, 5, 1000);  // never paid: the mill stops on day 15
  ledger.payables.back().counterparty = "Mill";
  add_cost_of_mill(ledger, 40, 60000);  // on credit since day 10, wanted on day 16
  add_cost_of_mill(ledger, 46, 70000).ships =
      day_0 + 12;  // shipped before the stop, its goods come on day 16: 39,000 fit
  const Forecast forecast = make_forecast(ledger, 50);
  CHECK(forecast.days[15].position == -1000);
  CHECK(forecast.days[16].position == -92000);
  CHECK(forecast.days[45].position == -92000);
  CHECK(forecast.days[46].position == -131000);
}
