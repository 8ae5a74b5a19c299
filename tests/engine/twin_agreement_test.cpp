#include <algorithm>
#include <catch2/catch.hpp>
#include <memory>
#include <numeric>

#include "engine/flows/scheduled_dues.hpp"
#include "engine/lanes/simd_target.hpp"
#include "engine/paths/path_kernel.hpp"
#include "engine/plan/option_plan.hpp"
#include "engine/plan/plan.hpp"
#include "engine/plan/plan_comparison.hpp"
#include "engine/settlement/settlement.hpp"
#include "tests/engine/amendment.hpp"
#include "tests/engine/random_ledger.hpp"
#include "tests/engine/random_parts.hpp"
#include "tests/engine/reference_twin.hpp"

using namespace headroom;

namespace {

/// One case played by the engine, every day kept.
struct EnginePlay {
  EnginePlay(const twin::RandomCase& played, const Relief* relief, std::uint64_t seed)
      : EnginePlay(build_plan({&played.ledger, &played.scenario, played.horizon_days, seed}), relief) {}

  EnginePlay(Plan built, const Relief* relief)
      : plan(std::move(built)),
        option(build_option_plan(plan, relief)),
        days(plan.day_count()),
        tiles(plan),
        outcomes(plan.day_count(), plan.suppliers.terms.size()) {
    std::iota(days.begin(), days.end(), 0);
  }

  void settle() { Settlement(plan, option, days).settle(tiles, outcomes); }

  Plan plan;
  OptionPlan option;
  std::vector<std::int32_t> days;
  Tiles tiles;
  BlockOutcomes outcomes;
};

void require_same_lateness(const EnginePlay& engine, std::size_t lane, const twin::PathOutcome& expected) {
  const LateOutcomes& found = engine.outcomes.late;
  for (std::size_t i = 0; i < engine.plan.suppliers.terms.size(); ++i) {
    const auto stopped = expected.stop_day.find(engine.plan.suppliers.terms[i].name);
    INFO("supplier " << engine.plan.suppliers.terms[i].name);
    REQUIRE(found.stop_day[i * block_lanes + lane] ==
            (stopped == expected.stop_day.end() ? engine.plan.horizon_days + 1 : stopped->second));
    const auto cash_day = expected.cash_day.find(engine.plan.suppliers.terms[i].name);
    const auto cash = expected.cash_paid.find(engine.plan.suppliers.terms[i].name);
    REQUIRE(found.cash_day[i * block_lanes + lane] ==
            (cash_day == expected.cash_day.end() ? engine.plan.horizon_days + 1 : cash_day->second));
    REQUIRE(found.cash[i * block_lanes + lane] == (cash == expected.cash_paid.end() ? 0 : cash->second));
  }
  if (engine.plan.suppliers.is_empty()) return;
  REQUIRE(found.interest[lane] == expected.late_interest);
  REQUIRE(found.fees[lane] == expected.late_fees);
}

void require_same(const EnginePlay& engine, std::size_t lane, const twin::PathOutcome& expected) {
  const BlockOutcomes& found = engine.outcomes;
  constexpr std::size_t lanes = block_lanes;
  for (std::size_t day = 0; day < engine.plan.day_count(); ++day) {
    INFO("day " << day);
    REQUIRE(found.position[day * lanes + lane] == expected.position[day]);
    REQUIRE(found.cash[day * lanes + lane] == expected.cash[day]);
  }
  for (std::size_t event = 0; event < event_count; ++event) {
    INFO("event " << event_names()[event]);
    REQUIRE(found.first_day[event][lane] == expected.first_day[event].value_or(engine.plan.horizon_days + 1));
  }
  REQUIRE(found.lowest_position[lane] == expected.lowest_position);
  REQUIRE(found.funding_need[lane] == expected.funding_need);
  REQUIRE(found.owed_after_horizon[lane] == expected.owed_after_horizon);
  REQUIRE(found.owed_in_arrears[lane] == expected.owed_in_arrears);
  REQUIRE(found.forgiven[lane] == expected.forgiven);
  REQUIRE(found.forgiven_after_horizon[lane] == expected.forgiven_after_horizon);
  if (engine.option.exemption_rules.empty()) REQUIRE(engine.option.exempted == expected.exempted);
  const std::uint8_t expected_class =
      expected.first_unpaid_class ? static_cast<std::uint8_t>(*expected.first_unpaid_class) : no_class;
  REQUIRE(static_cast<int>(found.first_unpaid_class[lane]) == static_cast<int>(expected_class));
  require_same_lateness(engine, lane, expected);
}

/// Holds lane i of `found` against lane i + shift of `expected`, whatever is kept of them.
void require_same_lanes(const BlockOutcomes& found, const BlockOutcomes& expected, std::size_t shift) {
  const auto same = [shift](const auto& a, const auto& b) {
    REQUIRE(a.size() == b.size());
    for (std::size_t row = 0; row < a.size(); row += block_lanes)
      REQUIRE(std::equal(a.begin() + static_cast<std::ptrdiff_t>(row),
                         a.begin() + static_cast<std::ptrdiff_t>(row + block_lanes - shift),
                         b.begin() + static_cast<std::ptrdiff_t>(row + shift)));
  };
  for (std::size_t event = 0; event < event_count; ++event) same(found.first_day[event], expected.first_day[event]);
  same(found.lowest_position, expected.lowest_position);
  same(found.funding_need, expected.funding_need);
  same(found.first_unpaid_class, expected.first_unpaid_class);
  same(found.owed_after_horizon, expected.owed_after_horizon);
  same(found.owed_in_arrears, expected.owed_in_arrears);
  same(found.relief_received, expected.relief_received);
  same(found.forgiven, expected.forgiven);
  same(found.forgiven_after_horizon, expected.forgiven_after_horizon);
  same(found.cash, expected.cash);
  same(found.position, expected.position);
}

/// Runs a check with each instruction set that this machine has, and leaves the fastest in use.
template <class Check>
void with_every_target(Check check) {
  for (const std::string& name : simd_targets()) {
    INFO("instruction set " << name);
    REQUIRE(use_simd_target(name));
    check();
  }
  REQUIRE(use_simd_target(""));
}

// In every vector of every instruction set, at different places.
constexpr std::array<std::size_t, 10> lanes_compared = {0, 7, 14, 21, 28, 35, 42, 49, 56, 63};

/// The factors of an amendment, for the engine.
class AmendedFactors : public FactorSource {
 public:
  explicit AmendedFactors(std::uint64_t seed) : seed_(seed) {}

  std::size_t process_count() const noexcept override { return twin::Amendment::process_count; }

  void fill(std::uint64_t first_path, std::size_t day_count, double* out) const noexcept override {
    for (int process = 0; process < twin::Amendment::process_count; ++process)
      for (std::size_t day = 0; day < day_count; ++day)
        for (std::size_t lane = 0; lane < block_lanes; ++lane)
          *out++ = twin::factor_on(seed_, process, static_cast<int>(day), first_path + lane);
  }

 private:
  std::uint64_t seed_;
};

/// Says of an exposure what the amendment says of its item.
void amend(const twin::Amendment& amendment, const Ledger& ledger, const DayGrid& grid, Exposure& exposure) {
  const ItemIdentity item = {exposure.identity.kind, exposure.identity.counterparty, exposure.identity.number};
  exposure.factor = amendment.factor_of_receipt(item);
  for (ExposureDue& due : exposure.dues) {
    DatedFlow& flow = due.as_written;
    if (flow.payment_class != PaymentClass::supplier) continue;
    due.factor = amendment.factor_of_cost(item);
    DatedFlow amended = due_flow(ledger, grid, amendment.class_of_cost(item), grid.date_of(flow.unmoved_day),
                                 {flow.amount, {}}, flow.item);
    if (!amended.deferrable) continue;
    amended.counterparty = flow.counterparty;
    amended.certain = flow.certain;
    flow = amended;
  }
}

Plan plan_of(const twin::RandomCase& played, std::uint64_t seed, const twin::Amendment* amendment) {
  PlanRequest request = {&played.ledger, &played.scenario, played.horizon_days, seed};
  const DayGrid grid(played.ledger, played.horizon_days);
  if (amendment) {
    request.factors = std::make_shared<AmendedFactors>(amendment->seed);
    request.amend = [&](Exposure& exposure) { amend(*amendment, played.ledger, grid, exposure); };
  }
  return build_plan(request);
}

/// Plays a case in the engine, on every instruction set, and in the twin.
void require_agreement(const twin::RandomCase& played, std::uint64_t seed, const twin::Amendment* amendment = nullptr) {
  for (const Relief* relief : {static_cast<const Relief*>(nullptr), &played.relief}) {
    EnginePlay engine(plan_of(played, seed, amendment), relief);
    const std::uint64_t first_path = 4 * seed;
    std::vector<twin::PathOutcome> expected;
    for (const std::size_t lane : lanes_compared)
      expected.push_back(twin::play_path(
          {&played.ledger, &played.scenario, relief, seed, played.horizon_days, amendment}, first_path + lane));
    with_every_target([&] {
      play_paths(engine.plan, first_path, engine.tiles);
      engine.settle();
      for (std::size_t i = 0; i < lanes_compared.size(); ++i) {
        const std::size_t lane = lanes_compared[i];
        INFO("case " << seed << ", path " << first_path + lane << (relief ? ", with the relief" : ", without relief"));
        require_same(engine, lane, expected[i]);
      }
    });
  }
}

/// The same for the ledger as written.
void require_agreement_as_written(const twin::RandomCase& played, std::uint64_t seed,
                                  const twin::Amendment* amendment = nullptr) {
  for (const Relief* relief : {static_cast<const Relief*>(nullptr), &played.relief}) {
    EnginePlay engine(plan_of(played, seed, amendment), relief);
    play_as_written(engine.plan, engine.tiles);
    const twin::PathOutcome expected =
        twin::play_as_written({&played.ledger, &played.scenario, relief, seed, played.horizon_days, amendment});
    INFO("case " << seed << (relief ? ", with the relief" : ", without relief"));
    with_every_target([&] {
      engine.settle();
      require_same(engine, 0, expected);
    });
  }
}

/// What random cases with strained suppliers have shown.
struct Strained {
  std::size_t stops = 0, with_charges = 0, with_cash = 0, with_cash_when_late = 0;
};

Strained require_agreement_under_strain(twin::RandomCase (*random_case_of)(std::uint64_t), std::uint64_t first_seed,
                                        std::uint64_t last_seed) {
  Strained seen;
  for (std::uint64_t seed = first_seed; seed <= last_seed; ++seed) {
    const twin::RandomCase played = random_case_of(seed);
    require_agreement(played, seed);
    require_agreement_as_written(played, seed);
    const twin::PathOutcome path =
        twin::play_path({&played.ledger, &played.scenario, nullptr, seed, played.horizon_days}, 4 * seed);
    seen.stops += path.stop_day.size();
    seen.with_charges += path.late_interest > 0 && path.late_fees > 0;
    seen.with_cash += !path.cash_day.empty();
    seen.with_cash_when_late += !path.cash_day.empty() && path.late_interest > 0;
  }
  return seen;
}

}  // namespace

TEST_CASE("the kernel and its reference twin agree to the last unit, on every day of every path") {
  for (std::uint64_t seed = 1; seed <= 200; ++seed) require_agreement(twin::random_case(seed), seed);
}

TEST_CASE("the kernel and its reference twin agree where money comes in parts") {
  for (std::uint64_t seed = 1; seed <= 100; ++seed) require_agreement(twin::random_case_in_parts(seed), seed);
}

TEST_CASE("random dues of any class, and factors by day and path, do the same to the engine and its twin") {
  std::array<std::size_t, class_tile_count> cases_with{};
  std::size_t with_factors = 0, with_exemptions = 0;
  for (std::uint64_t seed = 1; seed <= 150; ++seed) {
    twin::RandomCase played = seed % 3 == 0 ? twin::random_case_in_parts(seed) : twin::random_case(seed);
    if (!played.ledger.suppliers.empty()) continue;
    for (Exemption& exemption : played.relief.exemptions) exemption.share = 1.0;  // the engine rounds others by the day
    const twin::Amendment amendment = {seed, seed % 4 != 1, seed % 4 != 2};
    require_agreement(played, seed, &amendment);
    require_agreement_as_written(played, seed, &amendment);
    const Plan plan = plan_of(played, seed, &amendment);
    for (std::size_t tile = 0; tile < class_tile_count; ++tile) cases_with[tile] += plan.has_random_dues(tile);
    with_factors += !plan.factor_tiles.empty();
    with_exemptions += !build_option_plan(plan, &played.relief).exemption_rules.empty();
  }
  for (const std::size_t cases : cases_with) CHECK(cases > 10);
  CHECK(with_factors > 40);
  CHECK(with_exemptions > 3);
}

TEST_CASE("plans whose factors differ are not taken for the same future") {
  const twin::RandomCase played = twin::random_case(1);
  const twin::Amendment amendment = {1, false, true};
  const Plan plain = plan_of(played, 1, nullptr), with_factors = plan_of(played, 1, &amendment);
  CHECK(have_same_futures(plain, plan_of(played, 1, nullptr)));
  CHECK_FALSE(have_same_futures(plain, with_factors));
}

TEST_CASE("the kernel and its reference twin agree in further random cases", "[slow]") {
  for (std::uint64_t seed = 201; seed <= 400; ++seed) require_agreement(twin::random_case(seed), seed);
  for (std::uint64_t seed = 101; seed <= 300; ++seed) require_agreement(twin::random_case_in_parts(seed), seed);
}

TEST_CASE("a path comes to the same in any lane of a block, on every instruction set") {
  for (std::uint64_t seed = 401; seed <= 440; ++seed) {
    const twin::RandomCase played = twin::random_case(seed);
    for (const Relief* relief : {static_cast<const Relief*>(nullptr), &played.relief}) {
      INFO("case " << seed << (relief ? ", with the relief" : ", without relief"));
      EnginePlay expected(played, relief, seed), found(played, relief, seed);
      constexpr std::uint64_t first_path = 64, shift = 20;
      REQUIRE(use_simd_target(simd_targets().back()));
      play_paths(expected.plan, first_path, expected.tiles);
      expected.settle();
      with_every_target([&] {
        for (const std::uint64_t moved : {std::uint64_t{0}, shift}) {
          play_paths(found.plan, first_path + moved, found.tiles);
          found.settle();
          require_same_lanes(found.outcomes, expected.outcomes, moved);
        }
      });
    }
  }
}

TEST_CASE("receipts come to the same in 32 bits as in 64, on every instruction set") {
  int narrow_cases = 0, wide_cases = 0;
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    const twin::RandomCase played = twin::random_case(seed);
    EnginePlay narrow(played, &played.relief, seed);
    ++(narrow.plan.has_narrow_receipts ? narrow_cases : wide_cases);
    if (!narrow.plan.has_narrow_receipts) continue;
    Plan plan = build_plan({&played.ledger, &played.scenario, played.horizon_days, seed});
    plan.has_narrow_receipts = false;
    EnginePlay wide(std::move(plan), &played.relief);
    INFO("case " << seed);
    with_every_target([&] {
      for (EnginePlay* play : {&narrow, &wide}) {
        play_paths(play->plan, 4 * seed, play->tiles);
        play->settle();
      }
      require_same_lanes(narrow.outcomes, wide.outcomes, 0);
    });
  }
  CHECK(narrow_cases > 20);
  CHECK(wide_cases > 20);
}

TEST_CASE("receipts are kept in 32 bits as long as a path's cannot sum to more") {
  const twin::RandomCase any = twin::random_case(1);
  Ledger ledger;
  ledger.company = any.ledger.company;
  ledger.counterparties = {any.ledger.counterparties.at(0)};
  ledger.counterparties[0].name = "C";
  for (const Minor last : {Minor{1'147'483'647}, Minor{1'147'483'648}}) {
    ledger.receivables.clear();
    for (const Minor amount : {Minor{1'000'000'000}, last}) {
      Receivable receivable;
      receivable.invoice = std::to_string(amount);
      receivable.counterparty = "C";
      receivable.due = ledger.company.as_of;
      receivable.amount = amount;
      ledger.receivables.push_back(receivable);
    }
    ledger.counterparties[0].never = 0.1;
    const Scenario none;
    const Plan plan = build_plan({&ledger, &none, 100, 1});
    CHECK(plan.has_narrow_receipts == (last == 1'147'483'647));
  }
}

TEST_CASE("the ledger as written is played alike by the engine and the twin") {
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    require_agreement_as_written(twin::random_case(seed), seed);
    require_agreement_as_written(twin::random_case_in_parts(seed), seed);
  }
}

TEST_CASE("suppliers under strain do the same to the engine and its twin, on every day of every path") {
  const Strained seen = require_agreement_under_strain(twin::random_strained_case, 1, 100);
  CHECK(seen.stops > 25);
  CHECK(seen.with_charges > 12);
}

TEST_CASE("suppliers under strain do the same to the engine and its twin in further cases", "[slow]") {
  const Strained seen = require_agreement_under_strain(twin::random_strained_case, 101, 600);
  CHECK(seen.stops > 125);
  CHECK(seen.with_charges > 60);
}

TEST_CASE("suppliers with a credit limit do the same to the engine and its twin, on every day of every path") {
  const Strained seen = require_agreement_under_strain(twin::random_credit_case, 1, 150);
  CHECK(seen.stops > 25);
  CHECK(seen.with_cash > 50);
  CHECK(seen.with_cash_when_late > 20);
}

TEST_CASE("suppliers with a credit limit do the same to the engine and its twin in further cases", "[slow]") {
  const Strained seen = require_agreement_under_strain(twin::random_credit_case, 151, 900);
  CHECK(seen.stops > 125);
  CHECK(seen.with_cash > 250);
  CHECK(seen.with_cash_when_late > 100);
}

TEST_CASE("a limit that cannot be reached as long as all is paid is not looked at path by path") {
  std::size_t limits_reached = 0, limits_not_reached = 0;
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    twin::RandomCase played = twin::random_credit_case(seed);
    const auto plan_with = [&](std::optional<Minor> limit) {
      for (Supplier& supplier : played.ledger.suppliers) supplier.credit_limit = limit;
      return build_plan({&played.ledger, &played.scenario, played.horizon_days, seed});
    };
    const Plan none = plan_with(0), far = plan_with(Minor{1} << 40);
    for (const CreditAccount& account : none.suppliers.credit.accounts) limits_reached += !account.steps.empty();
    for (const CreditAccount& account : far.suppliers.credit.accounts)
      limits_not_reached += account.steps.empty() && account.delivered_begin.front() < account.delivered_begin.back();
    if (!played.ledger.sales.empty()) continue;  // what is sold at random has no end
    for (const CreditAccount& account : far.suppliers.credit.accounts) CHECK(account.steps.empty());
  }
  CHECK(limits_reached > 30);
  CHECK(limits_not_reached > 20);
}
