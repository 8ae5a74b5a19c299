#include "tests/engine/random_ledger.hpp"

#include <algorithm>
#include <array>
#include <catch2/catch.hpp>

#include "models/eligibility.hpp"
#include "tests/engine/reference_twin.hpp"

using namespace headroom;
using namespace headroom::twin;

namespace {

constexpr std::uint64_t seeds = 500;

PathOutcome play(const RandomCase& random_case, const Relief* relief, std::uint64_t path) {
  return play_path({&random_case.ledger, &random_case.scenario, relief, 7, random_case.horizon_days}, path);
}

bool has_happened(const PathOutcome& outcome, Event event) {
  return outcome.first_day[static_cast<std::size_t>(event)].has_value();
}

/// How many cases show each thing.
struct Seen {
  std::array<int, event_count> events = {};
  int survived = 0, failed_later = 0, cured = 0, better = 0, worse = 0, owed = 0, in_arrears = 0, forgiven = 0,
      forgiven_later = 0, exempted = 0;
};

Seen look_at_cases() {
  Seen seen;
  for (std::uint64_t seed = 0; seed < seeds; ++seed) {
    const RandomCase random = random_case(seed);
    const PathOutcome base = play(random, nullptr, seed), relieved = play(random, &random.relief, seed);
    for (std::size_t event = 0; event < event_count; ++event) seen.events[event] += base.first_day[event].has_value();
    const auto illiquid = base.first_day[static_cast<std::size_t>(Event::illiquid)];
    seen.survived += !illiquid;
    seen.failed_later += illiquid.value_or(0) > 0;
    seen.cured += illiquid && base.position.back() == base.cash.back();
    seen.better += relieved.lowest_position > base.lowest_position;
    seen.worse += relieved.lowest_position < base.lowest_position;
    seen.owed += relieved.owed_after_horizon > 0;
    seen.in_arrears += relieved.owed_in_arrears > 0;
    seen.forgiven += relieved.forgiven > 0;
    seen.forgiven_later += relieved.forgiven_after_horizon > 0;
    seen.exempted += relieved.exempted > 0;
  }
  return seen;
}

}  // namespace

TEST_CASE("random cases show every event, defaults that come late, cures, and reliefs that help and harm") {
  const Seen seen = look_at_cases();
  for (const int count : seen.events) CHECK(count > 20);
  CHECK(seen.survived > 50);
  CHECK(seen.failed_later > 100);
  CHECK(seen.cured > 50);
  CHECK(seen.better > 50);
  CHECK(seen.worse > 5);
  CHECK(seen.owed > 50);
  CHECK(seen.in_arrears > 20);
  CHECK(seen.forgiven > 20);
  CHECK(seen.forgiven_later > 10);
  CHECK(seen.exempted > 50);
}

TEST_CASE("random cases are valid and small") {
  for (std::uint64_t seed = 0; seed < seeds; ++seed) {
    INFO("seed " << seed);
    const auto [ledger, scenario, relief, horizon_days] = random_case(seed);
    const Date as_of = ledger.company.as_of;
    CHECK(horizon_days >= 20);
    CHECK(horizon_days <= 400);
    CHECK(ledger.receivables.size() + ledger.orders.size() + ledger.payables.size() + ledger.sales.size() <= 40);
    CHECK(offered_relief(relief, ledger).is_eligible());
    for (const Order& order : ledger.orders) CHECK((order.deposit <= order.amount && order.cost >= 0));
    for (const Payable& payable : ledger.payables) CHECK(payable.amount >= 0);
    for (const Loan& loan : ledger.loans) {
      CHECK((loan.next_payment >= as_of && loan.maturity >= loan.next_payment && loan.accrued_from <= as_of));
      CHECK((loan.past_due == 0 || loan.past_due_since <= as_of));
    }
    for (const CreditLine& line : ledger.credit_lines) CHECK(line.drawn <= line.limit);
    for (const DelayTable& table : ledger.delay_laws) {
      CHECK(table.rows.front().probability > 0.0);
      CHECK(table.rows.back().probability == 1.0);
      const auto rises = [](const DelayRow& a, const DelayRow& b) {
        return a.probability >= b.probability || (b.days && a.days >= b.days);
      };
      CHECK(std::adjacent_find(table.rows.begin(), table.rows.end(), rises) == table.rows.end());
    }
    for (const Deferral& deferral : relief.deferrals) CHECK((deferral.until || deferral.until_day));
    for (const ReliefLoan& loan : relief.loans) CHECK(loan.grace_months <= loan.months);
  }
}

TEST_CASE("a random case depends on nothing but its seed") {
  const RandomCase one = random_case(1), again = random_case(1), two = random_case(2);
  CHECK(play(one, &one.relief, 3).position == play(again, &again.relief, 3).position);
  CHECK(play(one, &one.relief, 3).position != play(two, &two.relief, 3).position);
}

TEST_CASE("the twin keeps its books: cash is there, what is missing is unpaid, and a need for funds means default") {
  for (std::uint64_t seed = 0; seed < seeds; ++seed) {
    INFO("seed " << seed);
    const RandomCase random = random_case(seed);
    const PathOutcome outcome = play(random, &random.relief, 0);
    Minor limits = 0;
    for (const CreditLine& line : random.ledger.credit_lines)
      limits += in_ledger_currency(random.ledger, line.limit, line.currency);
    const auto lacks = std::mismatch(outcome.cash.begin(), outcome.cash.end(), outcome.position.begin());
    const auto illiquid = outcome.first_day[static_cast<std::size_t>(Event::illiquid)];
    CHECK(illiquid.value_or(random.horizon_days + 1) == lacks.first - outcome.cash.begin());
    CHECK(illiquid.has_value() == outcome.first_unpaid_class.has_value());
    CHECK(*std::min_element(outcome.cash.begin(), outcome.cash.end()) >= -limits);
    CHECK(outcome.lowest_position == *std::min_element(outcome.position.begin(), outcome.position.end()));
    if (outcome.funding_need > 0) CHECK(illiquid);
    if (has_happened(outcome, Event::loan_90dpd)) CHECK(has_happened(outcome, Event::loan_30dpd));
    if (has_happened(outcome, Event::loan_30dpd)) CHECK(has_happened(outcome, Event::critical_missed));
    if (has_happened(outcome, Event::loan_90dpd)) CHECK(has_happened(outcome, Event::any_90dpd));
    if (has_happened(outcome, Event::any_90dpd)) CHECK(has_happened(outcome, Event::illiquid));
    if (has_happened(outcome, Event::wages_30dpd)) CHECK(has_happened(outcome, Event::wages_missed));
  }
}

TEST_CASE("in the twin a relief without terms changes nothing") {
  for (std::uint64_t seed = 0; seed < 50; ++seed) {
    const RandomCase random = random_case(seed);
    const Relief nothing;
    CHECK(play(random, nullptr, 1).position == play(random, &nothing, 1).position);
  }
}
