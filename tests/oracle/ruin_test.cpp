#include "tests/oracle/exact.hpp"
#include "tests/oracle/oracle_ledger.hpp"

using namespace headroom;
using namespace headroom::oracle;

namespace {

/// Cash that goes up or down by 1 each day from day 1: a sale of 2 that goes ahead with probability `up`, and a bill
/// of 1. The walk is at 0 where one unit cannot be paid: a firm that starts at `start` on the lattice holds start - 1.
Ledger walk(int start, double up, int steps) {
  Ledger ledger = firm(start - 1);
  for (int day = 1; day <= steps; ++day) {
    add_order(ledger, day, 2, 1.0 - up);
    add_bill(ledger, day, 1);
  }
  return ledger;
}

}  // namespace

TEST_CASE("a walk on the lattice is ruined by the day that the exact recursion says") {
  struct Case {
    int start, steps;
    double up, exactly;
  };
  const auto played = GENERATE(Case{3, 12, 0.5, 0.3876953125}, Case{5, 24, 0.55, 0.174443178676});
  const std::vector<double> ruined = exact::ruin_by_step(played.start, played.up, played.steps);
  REQUIRE(ruined.back() == Approx(played.exactly).epsilon(1e-11));
  const OptionResult result = play(walk(played.start, played.up, played.steps), settings_of(200000, played.steps));
  require_default(result, played.exactly);
  for (int step = 0; step <= played.steps; ++step) {
    INFO("step " << step);
    require_share(result.by_day.at(static_cast<std::size_t>(step))->value, ruined[static_cast<std::size_t>(step)],
                  result.paths);
  }
}

TEST_CASE("a fair walk is ruined twice as often as it ends at ruin or below") {
  // The reflection principle: every path that comes back from ruin has a mirror image that does not.
  const double ends_below = exact::binomial_at_least(8, 12, 0.5);
  REQUIRE(2.0 * ends_below == Approx(0.3876953125).epsilon(1e-11));
  const OptionResult result = play(walk(3, 0.5, 12), settings_of(200000, 12));
  REQUIRE(result.default_probability->value > 1.9 * ends_below);
  require_default(result, 2.0 * ends_below);
}

TEST_CASE("the lowest position and the funding need follow the lowest point of the walk") {
  const OptionResult result = play(walk(3, 0.5, 12), settings_of(200000, 12));
  // The walk's minimum is below 3 - k with the probability of ruin from k + 1.
  const auto falls = [](int levels) { return exact::ruin_by_step(levels, 0.5, 12).back(); };
  REQUIRE(falls(2) > 0.55);
  REQUIRE(falls(1) < 0.78);
  for (const auto& [quantile, p] : {std::pair{result.lowest_position.p01, 0.01},
                                    {result.lowest_position.p05, 0.05},
                                    {result.lowest_position.p50, 0.50}}) {
    INFO("quantile " << p);
    const int levels = static_cast<int>(2 - quantile.value);
    REQUIRE(falls(levels) > p);
    REQUIRE(falls(levels + 1) < p);
  }
  for (const auto& [quantile, p] :
       {std::pair{result.funding_need.p90, 0.90}, {result.funding_need.p95, 0.95}, {result.funding_need.p99, 0.99}}) {
    INFO("quantile " << p);
    REQUIRE(quantile.value > 0);
    const int levels = static_cast<int>(2 + quantile.value);
    REQUIRE(falls(levels) > 1.0 - p);
    REQUIRE(falls(levels + 1) < 1.0 - p);
  }
}
