#include <catch2/catch.hpp>
#include <numeric>

#include "engine/option_plan.hpp"
#include "engine/path_kernel.hpp"
#include "engine/plan.hpp"
#include "engine/settlement.hpp"
#include "tests/engine/random_ledger.hpp"
#include "tests/engine/reference_twin.hpp"

using namespace headroom;

namespace {

/// One case played by the engine, every day kept.
struct EnginePlay {
  EnginePlay(const twin::RandomCase& played, const Relief* relief, std::uint64_t seed)
      : plan(build_plan({&played.ledger, &played.scenario, played.horizon_days, seed})),
        option(build_option_plan(played.ledger, played.scenario, plan, relief)),
        days(plan.day_count()),
        tiles(plan),
        outcomes(plan.day_count()) {
    std::iota(days.begin(), days.end(), 0);
  }

  void settle() { Settlement(plan, option, days).settle(tiles, outcomes); }

  Plan plan;
  OptionPlan option;
  std::vector<std::int32_t> days;
  Tiles tiles;
  BlockOutcomes outcomes;
};

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
  const std::uint8_t expected_class = expected.first_unpaid_class ? static_cast<std::uint8_t>(*expected.first_unpaid_class) : no_class;
  REQUIRE(static_cast<int>(found.first_unpaid_class[lane]) == static_cast<int>(expected_class));
}

}  // namespace

TEST_CASE("the kernel and its reference twin agree to the last unit, on every day of every path") {
  for (std::uint64_t seed = 1; seed <= 400; ++seed) {
    const twin::RandomCase played = twin::random_case(seed);
    for (const Relief* relief : {static_cast<const Relief*>(nullptr), &played.relief}) {
      EnginePlay engine(played, relief, seed);
      const std::uint64_t first_path = 4 * seed;
      play_paths(engine.plan, first_path, engine.tiles);
      engine.settle();
      for (std::size_t lane = 0; lane < 64; ++lane) {
        INFO("case " << seed << ", path " << first_path + lane << (relief ? ", with the relief" : ", without relief"));
        require_same(engine, lane,
                     twin::play_path({&played.ledger, &played.scenario, relief, seed, played.horizon_days}, first_path + lane));
      }
    }
  }
}

TEST_CASE("the ledger as written is played alike by the engine and the twin") {
  for (std::uint64_t seed = 1; seed <= 400; ++seed) {
    const twin::RandomCase played = twin::random_case(seed);
    for (const Relief* relief : {static_cast<const Relief*>(nullptr), &played.relief}) {
      EnginePlay engine(played, relief, seed);
      play_as_written(engine.plan, engine.tiles);
      engine.settle();
      INFO("case " << seed << (relief ? ", with the relief" : ", without relief"));
      require_same(engine, 0, twin::play_as_written({&played.ledger, &played.scenario, relief, seed, played.horizon_days}));
    }
  }
}
