#include "engine/questions/changes.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <numeric>

#include "engine/simulation/simulation.hpp"
#include "models/known_until.hpp"
#include "tests/engine/hand_ledger.hpp"
#include "tests/engine/random_ledger.hpp"

using namespace headroom;

namespace {

SimulationSettings settings_of(int horizon_days) {
  SimulationSettings settings;
  settings.paths = 500;
  settings.seed = 3;
  settings.horizon_days = horizon_days;
  settings.threads = 2;
  settings.default_event = Event::below_minimum;
  return settings;
}

double sum_of_shares(const Changes& changes) {
  return std::accumulate(changes.parts.begin(), changes.parts.end(), 0.0,
                         [](double sum, const PartChange& change) { return sum + change.share.value; });
}

std::optional<Estimate> simulated(const Ledger& ledger, const Scenario& scenario, int horizon_days) {
  const OptionResult base = simulate(ledger, scenario, {}, settings_of(horizon_days)).options.front();
  return base.is_random ? base.default_probability : std::nullopt;
}

void require_same(const std::optional<Estimate>& a, const std::optional<Estimate>& b) {
  REQUIRE(a.has_value() == b.has_value());
  if (a) REQUIRE((a->value == b->value && a->standard_error == b->standard_error));
}

/// A month later: what was due is paid, one invoice is new, a customer pays worse, and the rent is higher.
Ledger a_month_later(Ledger ledger) {
  ledger.company.as_of = ledger.company.as_of + 30;
  ledger.cash = ledger.cash / 2 + 12345;
  std::erase_if(ledger.receivables, [&](const Receivable& item) { return item.due < ledger.company.as_of; });
  std::erase_if(ledger.payables, [&](const Payable& item) { return item.due < ledger.company.as_of; });
  std::erase_if(ledger.receivables, [](const Receivable& item) { return item.amount < 0; });
  std::erase_if(ledger.loans, [&](const Loan& item) { return item.next_payment < ledger.company.as_of; });
  std::erase_if(ledger.sales, [&](const SalesStream& item) { return item.when.first < ledger.company.as_of; });
  std::erase_if(ledger.credit_lines,
                [&](const CreditLine& item) { return item.until && *item.until < ledger.company.as_of; });
  Receivable invoice;
  invoice.invoice = "new one";
  invoice.counterparty = "somebody new";
  invoice.due = ledger.company.as_of + 20;
  invoice.amount = 77777;
  ledger.receivables.push_back(invoice);
  Counterparty customer;
  customer.name = "somebody new";
  customer.on_time = 0.2;
  customer.late = LatePart{20.0, 1.0};
  ledger.counterparties.push_back(customer);
  return ledger;
}

}  // namespace

TEST_CASE("changes begin at the old ledger's answer, end at the new one's, and their shares sum to the difference") {
  for (std::uint64_t seed = 1; seed <= 8; ++seed) {
    INFO("seed " << seed);
    const twin::RandomCase played = seed % 2 == 0 ? twin::random_strained_case(seed) : twin::random_case(seed);
    const Ledger later = a_month_later(played.ledger);
    const int horizon = played.horizon_days;
    const Changes changes =
        changes_between({played.ledger, later, played.scenario, settings_of(horizon), horizon, horizon + 7});
    require_same(changes.before.probability, simulated(played.ledger, played.scenario, horizon));
    require_same(changes.after.probability, simulated(later, played.scenario, horizon + 7));
    REQUIRE(std::abs(sum_of_shares(changes) - (changes.after.share - changes.before.share)) < 1e-12);
    REQUIRE(changes.parts.front().part == LedgerPart::date);
    for (const PartChange& change : changes.parts) REQUIRE(change.part != LedgerPart::dependence);
  }
}

TEST_CASE("a part that changed alone has all of the difference") {
  const twin::RandomCase played = twin::random_strained_case(4);
  Ledger later = played.ledger;
  later.cash += 250'000;
  const Changes changes = changes_between(
      {played.ledger, later, {}, settings_of(played.horizon_days), played.horizon_days, played.horizon_days});
  REQUIRE(changes.parts.size() == 1);
  CHECK(changes.parts[0].part == LedgerPart::cash);
  CHECK(changes.parts[0].changed == std::vector<std::string>{"balance"});
  CHECK(std::abs(changes.parts[0].share.value - (changes.after.share - changes.before.share)) < 1e-12);
  CHECK(changes.cases == 2);
  CHECK(changes.orders == 0);
}

TEST_CASE("a ledger against itself has no changes, whatever the order of its rows") {
  const twin::RandomCase played = twin::random_case(6);
  Ledger shuffled = played.ledger;
  std::reverse(shuffled.receivables.begin(), shuffled.receivables.end());
  std::reverse(shuffled.counterparties.begin(), shuffled.counterparties.end());
  const Changes changes = changes_between(
      {played.ledger, shuffled, {}, settings_of(played.horizon_days), played.horizon_days, played.horizon_days});
  CHECK(changes.parts.empty());
  CHECK(changes.before.share == changes.after.share);
}

TEST_CASE("of more parts than are taken exactly, orders are sampled, and the shares still sum") {
  const twin::RandomCase first = twin::random_case(11);
  std::uint64_t seed = 12;
  const auto is_of_the_same_day = [&first](const Company& company) {
    return company.currency == first.ledger.company.currency && company.as_of == first.ledger.company.as_of;
  };
  while (!is_of_the_same_day(twin::random_strained_case(seed).ledger.company)) ++seed;
  Ledger later = twin::random_strained_case(seed).ledger;
  later.dependence.market /= 2.0;
  later.payment_policy.days[0] += 1;
  later.cash = first.ledger.cash + 1;
  const Changes changes = changes_between({first.ledger, later, {}, settings_of(60), 60, 60});
  REQUIRE(changes.parts.size() > exact_parts_max);
  CHECK(changes.orders > 0);
  CHECK(changes.cases < (std::size_t{1} << changes.parts.size()));
  CHECK(std::abs(sum_of_shares(changes) - (changes.after.share - changes.before.share)) < 1e-12);
}

TEST_CASE("that a month has passed changes the date alone: costs, sales and loans go on from their next date") {
  Ledger before = hand::firm(100'000);
  before.fixed_costs.push_back(hand::monthly(PaymentClass::rent, Date::of(2026, 1, 15), 1000));
  before.loans.push_back(hand::loan_of_two_payments());
  SalesStream stream;
  stream.name = "Shop";
  stream.counterparty = "Customer";
  stream.amount = 5000;
  stream.when.first = Date::of(2026, 1, 20);
  before.sales.push_back(stream);

  Ledger after = before;
  after.company.as_of = Date::of(2026, 2, 10);
  after.fixed_costs[0].when.first = Date::of(2026, 2, 15);
  after.sales[0].when.first = Date::of(2026, 2, 20);
  after.loans[0].balance = 60000;
  after.loans[0].accrued_from = Date::of(2026, 2, 1);
  after.loans[0].next_payment = Date::of(2026, 3, 1);
  const LedgerMixture mixture(before, after);
  CHECK(mixture.changed().to_string() == "000000000001");

  after.fixed_costs[0].amount = 1100;
  CHECK(LedgerMixture(before, after).changed()[static_cast<std::size_t>(LedgerPart::fixed_costs)]);
  // Put back to the old date, the new rent begins with the month that has gone.
  LedgerParts rent;
  rent.set(static_cast<std::size_t>(LedgerPart::fixed_costs));
  const Ledger mixed = LedgerMixture(before, after).mixed(rent);
  CHECK(mixed.company.as_of == before.company.as_of);
  REQUIRE(mixed.fixed_costs.size() == 1);
  CHECK(mixed.fixed_costs[0].when.first == Date::of(2026, 1, 15));
  CHECK(mixed.fixed_costs[0].amount == 1100);
}

TEST_CASE("what begins later than either date begins then in every mixture") {
  Ledger before = hand::firm(0);
  before.fixed_costs.push_back(hand::monthly(PaymentClass::rent, Date::of(2026, 9, 15), 1000));
  Ledger after = before;
  after.company.as_of = Date::of(2026, 2, 10);
  after.fixed_costs[0].amount = 1100;
  const LedgerMixture mixture(before, after);
  for (const unsigned long long parts : {0x000ULL, 0x001ULL, 0x020ULL, 0x021ULL})
    CHECK(mixture.mixed(LedgerParts(parts)).fixed_costs.at(0).when.first == Date::of(2026, 9, 15));
}

TEST_CASE("a customer that only one ledger knows behaves in every mixture as that ledger says") {
  Ledger before = hand::firm(0), after = hand::firm(0);
  Counterparty customer = hand::customer_row();
  customer.delay_law = "law";
  before.counterparties.push_back(customer);
  before.delay_laws.push_back({"law", {{0.5, 0}, {1.0, 10}}});
  customer.name = "Another";
  after.counterparties.push_back(customer);
  after.delay_laws.push_back({"law", {{1.0, 90}}});
  const LedgerMixture mixture(before, after);
  CHECK(mixture.changed().none());
  for (const unsigned long long parts : {0ULL, 0xFFFULL}) {
    const Ledger mixed = mixture.mixed(LedgerParts(parts));
    REQUIRE(mixed.counterparties.size() == 2);
    for (const Counterparty& row : mixed.counterparties)
      for (const DelayTable& law : mixed.delay_laws)
        if (row.delay_law == law.name) CHECK(law.rows.size() == (row.name == "Another" ? 1 : 2));
  }
}
