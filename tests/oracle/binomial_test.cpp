#include <cmath>

#include "tests/oracle/exact.hpp"
#include "tests/oracle/oracle_ledger.hpp"

using namespace headroom;
using namespace headroom::oracle;

namespace {

/// Orders of 100 each, one a day, and a bill on day 30 that is paid as long as fewer than `fatal` of them are
/// cancelled.
Ledger equal_orders(const std::vector<double>& cancellations, int fatal) {
  Ledger ledger = firm();
  for (const double cancellation : cancellations)
    add_order(ledger, static_cast<int>(ledger.orders.size()) % 20 + 1, 100, cancellation);
  add_bill(ledger, 30, 100 * (static_cast<Minor>(cancellations.size()) - fatal + 1));
  return ledger;
}

const std::vector<double> eight = {.01, .02, .03, .05, .08, .10, .15, .20};
const std::vector<Minor> exposures = {30, 25, 20, 15, 10, 8, 5, 2};

Ledger eight_exposures() {
  Ledger ledger = firm();
  for (std::size_t i = 0; i < eight.size(); ++i) add_order(ledger, static_cast<int>(i), exposures[i], eight[i]);
  return ledger;
}

/// The amount at that rank can be no other than one around which the exact law has its p-quantile.
void require_quantile(Minor found, double p, const std::map<Minor, double>& losses, Minor whole, std::uint64_t paths) {
  const Minor loss = whole - found;
  const double below = exact::loss_above(losses, loss), up_to = exact::loss_above(losses, loss - 1);
  const double allowed = errors_allowed * std::sqrt(p * (1.0 - p) / static_cast<double>(paths));
  INFO("quantile " << p << " found at " << found << ", where the law goes from " << below << " to " << up_to);
  REQUIRE(below <= p + allowed);
  REQUIRE(up_to >= p - allowed);
  REQUIRE(losses.count(loss) == 1);
}

}  // namespace

TEST_CASE("equal independent orders fail by the binomial law") {
  const double exactly = exact::binomial_at_least(3, 20, 0.05);
  REQUIRE(exactly == Approx(0.0754836737885).epsilon(1e-11));
  const OptionResult result = play(equal_orders(std::vector<double>(20, 0.05), 3), settings_of(400000, 40));
  require_default(result, exactly);
  REQUIRE(result.by_day.at(29)->value == 0.0);
  REQUIRE(result.by_day.at(30)->value == result.default_probability->value);
  REQUIRE(result.runway.p05 == 30);
  REQUIRE(!result.runway.p25);
  REQUIRE(*result.runway.censored_share == Approx(1.0 - result.default_probability->value));
}

TEST_CASE("orders of unlike cancellation fail by the Poisson-binomial law") {
  const OptionResult result = play(equal_orders(eight, 2), settings_of(400000, 40));
  const double exactly = exact::loss_above(exact::loss_law(eight, std::vector<Minor>(8, 1)), 1);
  REQUIRE(exactly == Approx(0.124820300404).epsilon(1e-11));
  require_default(result, exactly);
}

TEST_CASE("orders of unlike size fail by the law of the sum of their losses") {
  const auto [loss, exactly] =
      GENERATE(table<Minor, double>({{20, 0.05367264418}, {30, 0.0132343714}, {40, 0.00289286768}}));
  REQUIRE(exact::loss_above(exact::loss_law(eight, exposures), loss) == Approx(exactly).epsilon(1e-8));
  Ledger ledger = eight_exposures();
  add_bill(ledger, 10, 115 - loss);
  require_default(play(ledger, settings_of(400000, 10)), exactly);
}

TEST_CASE("cash has the quantiles and the mean of the sum of independent orders") {
  const OptionResult result = play(eight_exposures(), settings_of(400000, 14));
  const auto losses = exact::loss_law(eight, exposures);
  double mean = 0.0, square = 0.0;
  for (const auto& [loss, share] : losses) {
    mean += static_cast<double>(loss) * share;
    square += static_cast<double>(loss * loss) * share;
  }
  REQUIRE(mean == Approx(4.9));
  const double deviation = std::sqrt(square - mean * mean);
  for (const auto* spreads : {&result.cash, &result.position}) {
    const DaySpread& last = spreads->back();
    REQUIRE(last.day == 14);
    require_near(last.mean.value, 115.0 - 4.9, deviation / std::sqrt(400000.0));
    REQUIRE(last.mean.standard_error == Approx(deviation / std::sqrt(400000.0)).epsilon(0.02));
    require_quantile(last.p05, 0.05, losses, 115, result.paths);
    require_quantile(last.p25, 0.25, losses, 115, result.paths);
    require_quantile(last.p50, 0.50, losses, 115, result.paths);
    require_quantile(last.p75, 0.75, losses, 115, result.paths);
    require_quantile(last.p95, 0.95, losses, 115, result.paths);
  }
}

TEST_CASE("Wilson's interval holds the exact probability as often as it says, over 200 seeds") {
  constexpr std::uint64_t paths = 2000;
  constexpr int seeds = 200;
  const double exactly = exact::binomial_at_least(3, 20, 0.05);
  const Ledger ledger = equal_orders(std::vector<double>(20, 0.05), 3);
  int covered = 0;
  double sum = 0.0;
  for (int seed = 1; seed <= seeds; ++seed) {
    const OptionResult result = play(ledger, settings_of(paths, 30, static_cast<std::uint64_t>(seed)));
    covered += result.default_ci95->lower <= exactly && exactly <= result.default_ci95->upper;
    sum += result.default_probability->value;
  }
  // 95% of 200, give or take four standard deviations of that binomial.
  REQUIRE(std::abs(covered - 0.95 * seeds) <= errors_allowed * std::sqrt(seeds * 0.95 * 0.05));
  require_share(sum / seeds, exactly, paths * seeds);
}
