#include <algorithm>
#include <catch2/catch.hpp>
#include <functional>

#include "engine/plan/plan.hpp"
#include "engine/plan/plan_comparison.hpp"
#include "engine/play/block_player.hpp"
#include "tests/engine/hand_ledger.hpp"
#include "tests/engine/random_ledger.hpp"

using namespace headroom;

namespace {

constexpr std::uint64_t paths = 512;

/// The first day of an event, path by path, with some causes off.
std::vector<std::int32_t> days_of(const Ledger& ledger, int horizon_days, CauseSet off = {},
                                  Event event = Event::below_minimum) {
  const Scenario as_written;
  const Plan plan = build_plan({&ledger, &as_written, horizon_days, 1, {}, off});
  const std::vector<OptionPlan> options = {build_option_plan(plan, nullptr)};
  const std::vector<std::int32_t> samples;
  BlockPlayer player(plan, options, samples);
  std::vector<std::int32_t> days;
  for (std::uint64_t first = 0; first < paths; first += block_lanes) {
    const AlignedVector<std::int32_t>& block = player.play(first).front().first_day[static_cast<std::size_t>(event)];
    days.insert(days.end(), block.begin(), block.end());
  }
  return days;
}

CauseSet causes_of(const Ledger& ledger, int horizon_days, CauseSet off = {}) {
  const Scenario as_written;
  return build_plan({&ledger, &as_written, horizon_days, 1, {}, off}).causes;
}

/// Some customers' invoices and orders, and bills that are hard to pay without them.
Ledger firm_with_customer(const Counterparty& customer, int due_day, int bill_day) {
  Ledger ledger = hand::firm(0);
  ledger.counterparties.push_back(customer);
  hand::add_invoice(ledger, due_day, 100000);
  hand::add_bill(ledger, PaymentClass::rent, bill_day, 100000);
  return ledger;
}

Counterparty customer_who(double on_time, double never, std::optional<LatePart> late) {
  Counterparty customer = hand::customer_row();
  customer.on_time = on_time;
  customer.never = never;
  customer.late = late;
  return customer;
}

}  // namespace

TEST_CASE("switching a cause off plays what the ledger without it would, draw by draw") {
  struct Edit {
    Cause cause;
    std::function<void(Ledger&)> without;
  };
  const std::vector<Edit> edits = {{Cause::cancellation,
                                    [](Ledger& ledger) {
                                      for (Counterparty& row : ledger.counterparties) row.cancellation.reset();
                                      for (Order& order : ledger.orders) order.cancellation = 0.0;
                                    }},
                                   {Cause::failure,
                                    [](Ledger& ledger) {
                                      for (Counterparty& row : ledger.counterparties) row.failure_annual.reset();
                                    }},
                                   {Cause::sales,
                                    [](Ledger& ledger) {
                                      for (SalesStream& stream : ledger.sales)
                                        stream.volatility = stream.level_volatility = 0.0;
                                    }},
                                   {Cause::dispute, [](Ledger& ledger) {
                                      for (Receivable& row : ledger.receivables)
                                        row.dispute_lost = row.dispute_lost < 1.0 ? 0.0 : 1.0;
                                    }}};
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    const twin::RandomCase played = seed % 3 == 0 ? twin::random_credit_case(seed) : twin::random_case(seed);
    for (const Edit& edit : edits) {
      INFO("seed " << seed << ", without " << name_of(edit.cause));
      Ledger without = played.ledger;
      edit.without(without);
      REQUIRE(days_of(played.ledger, played.horizon_days, {edit.cause}) == days_of(without, played.horizon_days));
      REQUIRE(causes_of(without, played.horizon_days) == causes_of(played.ledger, played.horizon_days, {edit.cause}));
      REQUIRE_FALSE(causes_of(without, played.horizon_days).has(edit.cause));
    }
  }
}

TEST_CASE("without lateness whoever pays pays when due, and never stays as likely") {
  const LatePart late = {5.0, 0.3};
  const Ledger ledger = firm_with_customer(customer_who(0.3, 0.2, late), 20, 20);
  const Ledger punctual = firm_with_customer(customer_who(0.8, 0.2, std::nullopt), 20, 20);
  REQUIRE(days_of(ledger, 300, {Cause::lateness}) == days_of(punctual, 300));
  REQUIRE(causes_of(ledger, 300) == CauseSet{Cause::lateness, Cause::never});
  REQUIRE(causes_of(punctual, 300) == CauseSet{Cause::never});

  // Overdue by 10 days: on the paths on which it is ever paid, it is paid on day 1.
  const Ledger overdue = firm_with_customer(customer_who(0.3, 0.2, LatePart{15.0, 0.3}), -10, 1);
  const Ledger overdue_and_much_time = firm_with_customer(customer_who(0.3, 0.2, LatePart{15.0, 0.3}), -10, 290);
  const auto is_ever_unpaid = [](std::vector<std::int32_t> days) {
    std::transform(days.begin(), days.end(), days.begin(), [](std::int32_t day) { return day <= 300; });
    return days;
  };
  const auto never = is_ever_unpaid(days_of(overdue_and_much_time, 300));
  REQUIRE(is_ever_unpaid(days_of(overdue, 300, {Cause::lateness})) == never);
  const auto count = static_cast<double>(std::count(never.begin(), never.end(), 1));
  const double expected = 0.2 / (0.2 + 0.5 * (1.0 - PaymentDelay::mixture(0.0, 0.0, LatePart{15.0, 0.3}).paid_by(10)));
  REQUIRE(count / paths == Approx(expected).margin(4.0 * 0.5 / std::sqrt(paths)));  // one false alarm in 16,000
}

TEST_CASE("without never its mass goes to the other outcomes in proportion, or to the built-in law") {
  const LatePart late = {20.0, 0.5};
  const Ledger ledger = firm_with_customer(customer_who(0.375, 0.25, late), 30, 45);
  const Ledger paying = firm_with_customer(customer_who(0.5, 0.0, late), 30, 45);
  REQUIRE(days_of(ledger, 200, {Cause::never}) == days_of(paying, 200));

  const Ledger hopeless = firm_with_customer(customer_who(0.0, 1.0, std::nullopt), 30, 60);
  const Ledger built_in = firm_with_customer(customer_who(0.0, 0.0, overdue_late_part), 30, 60);
  REQUIRE(days_of(hopeless, 200, {Cause::never}) == days_of(built_in, 200));

  // On time or never, and overdue: nothing is left of it but the built-in law, which runs from as_of.
  const Ledger stuck = firm_with_customer(customer_who(0.9, 0.1, std::nullopt), -10, 30);
  const auto unpaid = days_of(stuck, 200, {Cause::never});
  const auto late_paths = std::count(unpaid.begin(), unpaid.end(), 30);
  REQUIRE(static_cast<double>(late_paths) / paths == Approx(0.5).margin(4.0 * 0.5 / std::sqrt(paths)));
}

TEST_CASE("with all causes off nothing is random, and what is overdue comes on day 1") {
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    INFO("seed " << seed);
    twin::RandomCase played = seed % 2 == 0 ? twin::random_strained_case(seed) : twin::random_case(seed);
    for (Counterparty& row : played.ledger.counterparties) row.delay_law.reset();  // some pay before the due date
    CauseSet all;
    for (std::size_t i = 0; i < cause_count; ++i) all.add(static_cast<Cause>(i));
    const Plan plan = build_plan({&played.ledger, &played.scenario, played.horizon_days, 1, {}, all});
    REQUIRE_FALSE(plan.is_random);
    REQUIRE(plan.causes.is_empty());
    const std::vector<std::int32_t> days = days_of(played.ledger, played.horizon_days, all);
    REQUIRE(std::count(days.begin(), days.end(), days.front()) == paths);
  }
  const Ledger overdue = firm_with_customer(customer_who(0.5, 0.2, LatePart{10.0, 1.0}), -30, 1);
  REQUIRE(days_of(overdue, 100, {Cause::lateness, Cause::never}, Event::illiquid).front() == 101);
}

TEST_CASE("an invoice that is sure to be paid is paid on its day whatever becomes of its customer") {
  Counterparty customer = customer_who(0.2, 0.5, LatePart{10.0, 1.0});
  customer.failure_annual = 0.9;
  const Ledger ledger = firm_with_customer(customer, 20, 20);
  const Scenario as_written;
  PlanRequest request = {&ledger, &as_written, 100, 1};
  request.amend = [](Exposure& exposure) { exposure.payment.is_sure = true; };
  const Plan plan = build_plan(request);
  REQUIRE(plan.exposures.receipt.empty());
  REQUIRE(std::any_of(plan.flows.begin(), plan.flows.end(), [](const DatedFlow& flow) {
    return flow.certain && !flow.payment_class && flow.day == 20 && flow.amount == 100000;
  }));
}
