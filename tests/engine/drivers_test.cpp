#include "engine/questions/drivers.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>

#include "engine/simulation/simulation.hpp"
#include "tests/engine/hand_ledger.hpp"
#include "tests/engine/random_ledger.hpp"

using namespace headroom;

namespace {

SimulationSettings settings_of(int horizon_days, std::uint64_t paths, Event event = Event::illiquid) {
  SimulationSettings settings;
  settings.horizon_days = horizon_days;
  settings.paths = paths;
  settings.seed = 3;
  settings.threads = 2;
  settings.default_event = event;
  return settings;
}

std::optional<Estimate> run_of(const Ledger& ledger, const Scenario& scenario, const SimulationSettings& settings) {
  return simulate(ledger, scenario, {}, settings).options.front().default_probability;
}

bool is_same(const std::optional<Estimate>& a, const std::optional<Estimate>& b) {
  return a.has_value() == b.has_value() && (!a || (a->value == b->value && a->standard_error == b->standard_error));
}

Counterparty customer_who(const std::string& name, double on_time, double never, std::optional<LatePart> late = {}) {
  Counterparty customer = hand::customer_row();
  customer.name = name;
  customer.on_time = on_time;
  customer.never = never;
  customer.late = late;
  return customer;
}

/// An order that pays for a bill, unless it is cancelled or never paid.
Ledger firm_with_two_causes(double cancelled, double never) {
  Ledger ledger = hand::firm(0);
  ledger.counterparties.push_back(customer_who("Customer", 1.0 - never, never));
  Order order = hand::order_of(100000, 10);
  order.cancellation = cancelled;
  ledger.orders.push_back(order);
  hand::add_bill(ledger, PaymentClass::rent, 60, 100000);
  return ledger;
}

/// Several customers who may be late, and rent that is hard to pay without them.
Ledger firm_with_invoices() {
  Ledger ledger = hand::firm(20000);
  const double never[] = {0.05, 0.2, 0.1, 0.02};
  for (int i = 0; i < 4; ++i) {
    const std::string name(1, static_cast<char>('A' + i));
    ledger.counterparties.push_back(customer_who(name, 0.4, never[i], LatePart{15.0, 0.8}));
    hand::add_invoice(ledger, 12 * i - 10, 40000 + 10000 * i, name);
  }
  for (const int day : {14, 28, 42, 56}) hand::add_bill(ledger, PaymentClass::rent, day, 48000);
  return ledger;
}

}  // namespace

TEST_CASE("two causes that each suffice share what they do together") {
  constexpr double p = 0.2, q = 0.3;
  const Ledger ledger = firm_with_two_causes(p, q);
  const SimulationSettings settings = settings_of(90, 6400);
  const DriversResult result = drivers_of({&ledger}, settings);
  REQUIRE(is_same(result.all, run_of(ledger, {}, settings)));
  REQUIRE(result.none == 0.0);
  REQUIRE(result.causes.size() == 2);
  const CauseShare &never = result.causes[0], &cancellation = result.causes[1];
  REQUIRE(never.cause == Cause::never);
  REQUIRE(cancellation.cause == Cause::cancellation);
  // Shapley: half of what it does alone and half of what it adds to the other. One false alarm in 16,000 each.
  const auto near = [](const Estimate& share, double expected) {
    return std::abs(share.value - expected) < 4.0 * share.standard_error;
  };
  REQUIRE(near(cancellation.share, p - p * q / 2.0));
  REQUIRE(near(never.share, q - p * q / 2.0));
  REQUIRE(cancellation.share.value + never.share.value == Approx(result.all->value).margin(1e-12));
  REQUIRE(cancellation.alone == Approx(never.without).margin(0.0));
  REQUIRE(never.alone == Approx(cancellation.without).margin(0.0));
  REQUIRE(result.first_failures.size() == 1);
  REQUIRE(result.first_failures[0].day == 60);
  REQUIRE(result.first_failures[0].payment_class == PaymentClass::rent);
  REQUIRE(result.first_failures[0].share == 1.0);
}

TEST_CASE("shares sum to what chance adds, also where the firm fails without bad luck") {
  for (std::uint64_t seed = 1; seed <= 8; ++seed) {
    INFO("seed " << seed);
    const twin::RandomCase played = twin::random_case(seed);
    const SimulationSettings settings = settings_of(played.horizon_days, 200, Event::below_minimum);
    const OfferedRelief offered = offered_relief(played.relief, played.ledger);
    const DriversResult result = drivers_of({&played.ledger, played.scenario, &offered.terms}, settings);
    if (!result.all) continue;
    double sum = 0.0;
    for (const CauseShare& cause : result.causes) sum += cause.share.value;
    REQUIRE(sum == Approx(result.all->value - result.none).margin(1e-12));
  }
  Ledger hopeless = firm_with_two_causes(0.2, 0.3);
  hand::add_bill(hopeless, PaymentClass::wages, 30, 500000);
  const DriversResult result = drivers_of({&hopeless}, settings_of(90, 640));
  REQUIRE(result.none == 1.0);
  REQUIRE(result.all->value == 1.0);
}

TEST_CASE("every lever is a scenario whose run gives its estimate to the bit, on top of the scenario asked about") {
  for (std::uint64_t seed = 1; seed <= 6; ++seed) {
    INFO("seed " << seed);
    const twin::RandomCase played = seed % 2 == 0 ? twin::random_case(seed) : twin::random_strained_case(seed);
    const Scenario& scenario = played.scenario;
    const SimulationSettings settings = settings_of(played.horizon_days, 150, Event::below_minimum);
    const DriversResult result = drivers_of({&played.ledger, scenario}, settings);
    REQUIRE_FALSE(result.levers.empty());
    for (const LeverResult& lever : result.levers) {
      for (const LeverSide* side : {lever.low ? &*lever.low : nullptr, &lever.high}) {
        if (side == nullptr) continue;
        REQUIRE(side->scenario == with_lever(scenario, lever.lever, side->change));
        const std::optional<Estimate> expected = run_of(played.ledger, side->scenario, settings);
        REQUIRE(is_same(side->estimate, expected));
        if (side->difference)
          REQUIRE(side->difference->value == Approx(expected->value - result.all->value).margin(1e-12));
      }
      REQUIRE(lever.swing == std::abs(lever.high.value - (lever.low ? lever.low->value : result.all_value)));
    }
    REQUIRE(std::is_sorted(result.levers.begin(), result.levers.end(),
                           [](const LeverResult& a, const LeverResult& b) { return a.swing > b.swing; }));
  }
}

TEST_CASE("only levers that change something are listed") {
  const Ledger ledger = firm_with_invoices();
  const DriversResult result = drivers_of({&ledger}, settings_of(70, 640));
  std::vector<ShockOf> of;
  for (const LeverResult& lever : result.levers)
    if (!lever.lever.is_largest_customer) of.push_back(lever.lever.of);
  std::sort(of.begin(), of.end());
  REQUIRE(of == std::vector<ShockOf>{ShockOf::late_days, ShockOf::never});
  REQUIRE(result.levers.size() == 3);
}

TEST_CASE("chasing an invoice is worth what the ledger with it paid on its day would be") {
  const Ledger ledger = firm_with_invoices();
  const SimulationSettings settings = settings_of(70, 2000);
  const DriversResult result = drivers_of({&ledger}, settings);
  REQUIRE(result.chase.size() == 4);
  for (const InvoiceToChase& chased : result.chase) {
    INFO("invoice " << chased.invoice);
    Ledger edited = ledger;
    const auto row = static_cast<std::size_t>(std::stoi(chased.invoice));
    REQUIRE(chased.amount == ledger.receivables[row].amount);
    edited.receivables[row].due = std::max(ledger.receivables[row].due, hand::day_0 + 1);
    edited.counterparties[row] = customer_who(chased.counterparty, 1.0, 0.0);
    REQUIRE(chased.difference.value == Approx(run_of(edited, {}, settings)->value - result.all->value).margin(1e-12));
    REQUIRE(chased.difference.value < 0.0);
  }
}

TEST_CASE("a customer's money is missing where it has not come by the day on which the firm fails") {
  Ledger ledger = hand::firm(0);
  ledger.counterparties = {customer_who("A", 0.7, 0.3), customer_who("B", 1.0, 0.0), customer_who("C", 0.5, 0.5)};
  hand::add_invoice(ledger, 10, 100000, "A");
  hand::add_invoice(ledger, 10, 50000, "B");
  hand::add_invoice(ledger, 40, 70000, "C");  // due after the failure
  hand::add_invoice(ledger, -5, 1000, "C");   // overdue: due on day 1
  hand::add_bill(ledger, PaymentClass::rent, 20, 150000);
  const DriversResult result = drivers_of({&ledger}, settings_of(60, 1000));
  REQUIRE(result.customers.size() == 3);
  REQUIRE(result.customers[0].counterparty == "A");
  REQUIRE(result.customers[0].expected == 100000.0);
  REQUIRE(result.customers[0].missing_in_failing == 100000.0);
  REQUIRE(result.customers[0].missing_in_all == Approx(100000.0 * result.all->value));
  for (const CustomerReceipts& customer : result.customers) {
    if (customer.counterparty == "B") {
      REQUIRE(customer.expected == 50000.0);
      REQUIRE(customer.missing_in_failing == 0.0);
      REQUIRE(customer.missing_in_all == 0.0);
    }
    if (customer.counterparty == "C") REQUIRE(customer.expected == 1000.0);
  }
}

TEST_CASE("a lever to a target is the nearest change that meets it") {
  const Ledger ledger = firm_with_invoices();
  const SimulationSettings settings = settings_of(70, 640);
  const double now = run_of(ledger, {}, settings)->value, target = now * 0.7;
  const DriversResult result = drivers_of({&ledger, {}, nullptr, target}, settings);
  REQUIRE_FALSE(result.is_target_met);
  REQUIRE(result.to_target.size() == 2);
  for (const LeverToTarget& reached : result.to_target) {
    std::optional<LeverChange> nearest;
    for (int steps = 1; steps <= 100 && !nearest; ++steps) {  // lateness and losses help only where there is less
      const LeverChange change = range_of(reached.lever).change(-steps);
      if (run_of(ledger, with_lever({}, reached.lever, change), settings)->value <= target) nearest = change;
    }
    REQUIRE(reached.change == nearest);
    if (nearest) REQUIRE(is_same(reached.estimate, run_of(ledger, reached.scenario, settings)));
  }
  REQUIRE(drivers_of({&ledger, {}, nullptr, now}, settings).is_target_met);
}

TEST_CASE("the answer is the same for any number of threads") {
  const Ledger ledger = firm_with_invoices();
  SimulationSettings settings = settings_of(70, 1000);
  const DriversResult two = drivers_of({&ledger}, settings);
  settings.threads = 1;
  const DriversResult one = drivers_of({&ledger}, settings);
  REQUIRE(one.causes.size() == two.causes.size());
  for (std::size_t i = 0; i < one.causes.size(); ++i) {
    REQUIRE(one.causes[i].share.value == two.causes[i].share.value);
    REQUIRE(one.causes[i].share.standard_error == two.causes[i].share.standard_error);
  }
  for (std::size_t i = 0; i < one.customers.size(); ++i)
    REQUIRE(one.customers[i].missing_in_all == two.customers[i].missing_in_all);
}

TEST_CASE("where nothing is random levers still tell what the one course would be") {
  Ledger ledger = hand::firm(50000);
  FixedCost rent = hand::monthly(PaymentClass::rent, hand::day_0 + 10, 52000);
  rent.when.until = hand::day_0 + 20;
  ledger.fixed_costs.push_back(rent);
  const DriversResult result = drivers_of({&ledger}, settings_of(60, 100));
  REQUIRE_FALSE(result.all);
  REQUIRE(result.all_value == 1.0);
  REQUIRE(result.causes.empty());
  REQUIRE(result.levers.size() == 1);
  REQUIRE_FALSE(result.levers[0].low->estimate);
  REQUIRE(result.levers[0].low->value == 0.0);
  REQUIRE(result.levers[0].high.value == 1.0);
}
