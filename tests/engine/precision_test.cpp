#include "engine/sampling/precision.hpp"

#include <catch2/catch.hpp>

#include "engine/lanes/simd_target.hpp"
#include "engine/measures/statistics.hpp"
#include "engine/sampling/stopping_rule.hpp"
#include "tests/oracle/oracle_ledger.hpp"

using namespace headroom;

namespace {

/// Twenty orders on a market factor and customers' factors; a bill that cannot be paid where `fatal` or more are
/// cancelled.
Ledger firm_of(int fatal, Dependence dependence = {0.15, 0.1}) {
  Ledger ledger = oracle::firm();
  ledger.dependence = dependence;
  for (int i = 0; i < 20; ++i) oracle::add_order(ledger, i % 5, 100, 0.1, "Customer " + std::to_string(i % 7));
  oracle::add_bill(ledger, 6, 100 * (20 - fatal + 1));
  return ledger;
}

Relief grant_of(Minor amount) {
  Relief relief;
  relief.name = "Loan";
  ReliefLoan loan;
  loan.amount = amount;
  loan.months = 12;
  relief.loans.push_back(loan);
  return relief;
}

SimulationSettings settings_of(double precision, std::optional<Sampling> sampling = std::nullopt) {
  SimulationSettings settings = oracle::settings_of(20'000'000, 10);
  settings.threads = 1;
  settings.precision = precision;
  settings.sampling = sampling;
  return settings;
}

ScenarioResult run(const Ledger& ledger, const SimulationSettings& settings, const std::vector<Relief>& reliefs = {}) {
  return simulate(ledger, Scenario{}, reliefs, settings);
}

double half_width(const OptionResult& option) { return half_width_of(*option.default_ci95); }

bool same(const std::optional<Estimate>& a, const std::optional<Estimate>& b) {
  return a.has_value() == b.has_value() && (!a || (a->value == b->value && a->standard_error == b->standard_error));
}

void require_same(const ScenarioResult& a, const ScenarioResult& b) {
  REQUIRE(a.precision->paths == b.precision->paths);
  REQUIRE(a.precision->half_width == b.precision->half_width);
  REQUIRE(a.precision->pilot_paths == b.precision->pilot_paths);
  for (std::size_t i = 0; i < a.options.size(); ++i) {
    const OptionResult &left = a.options[i], &right = b.options[i];
    REQUIRE(same(left.default_probability, right.default_probability));
    REQUIRE(left.default_ci95->lower == right.default_ci95->lower);
    for (std::size_t day = 0; day < left.by_day.size(); ++day) REQUIRE(same(left.by_day[day], right.by_day[day]));
    for (std::size_t event = 0; event < event_count; ++event) REQUIRE(same(left.events[event], right.events[event]));
    REQUIRE(left.lowest_position.p05.value == right.lowest_position.p05.value);
    REQUIRE(left.position.back().mean.standard_error == right.position.back().mean.standard_error);
    REQUIRE(left.first_failure->share == right.first_failure->share);
    if (!left.change) continue;
    REQUIRE(left.change->default_probability.value == right.change->default_probability.value);
    REQUIRE(left.change->default_probability.standard_error == right.change->default_probability.standard_error);
    REQUIRE(left.change->delayed == right.change->delayed);
  }
}

}  // namespace

TEST_CASE("a run to a precision gives the same bits for any threads and instruction set") {
  const auto [sampling, precision] = GENERATE(
      table<Sampling, double>({{Sampling::plain, 0.01}, {Sampling::sobol, 0.002}, {Sampling::importance, 0.0005}}));
  SimulationSettings settings = settings_of(precision, sampling);
  const std::vector<Relief> reliefs = {grant_of(150)};
  const ScenarioResult expected = run(firm_of(7), settings, reliefs);
  REQUIRE(expected.precision->sampling == sampling);
  for (const int threads : {2, 3}) {
    settings.threads = threads;
    require_same(run(firm_of(7), settings, reliefs), expected);
  }
  for (const std::string& target : simd_targets()) {
    INFO(target);
    REQUIRE(use_simd_target(target));
    require_same(run(firm_of(7), settings, reliefs), expected);
  }
  REQUIRE(use_simd_target(""));
}

TEST_CASE("a run stops when every option's interval is as narrow as asked") {
  const auto sampling = GENERATE(Sampling::plain, Sampling::sobol, Sampling::importance);
  for (const double precision : {0.01, 0.003}) {
    const ScenarioResult result = run(firm_of(5), settings_of(precision, sampling), {grant_of(100)});
    REQUIRE(result.precision);
    CHECK(result.precision->reached);
    CHECK(result.precision->requested == precision);
    CHECK(result.precision->half_width <= precision);
    for (const OptionResult& option : result.options) CHECK(half_width(option) <= precision);
  }
}

TEST_CASE("plain sampling to a precision is the plain run of so many paths") {
  const ScenarioResult result = run(firm_of(5), settings_of(0.005, Sampling::plain));
  SimulationSettings plain = settings_of(0.005);
  plain.precision.reset();
  plain.paths = result.precision->paths;
  const OptionResult expected = run(firm_of(5), plain).options[0], &found = result.options[0];
  CHECK(same(found.default_probability, expected.default_probability));
  CHECK(found.lowest_position.p01.value == expected.lowest_position.p01.value);
  CHECK(found.default_ci_method == IntervalMethod::wilson);
  CHECK(result.precision->replicates == 0);
  CHECK(found.paths == plain.paths);
}

TEST_CASE("no more paths are played than allowed, and a precision that was not reached is no success") {
  for (const std::uint64_t most : {500ULL, 20000ULL, 60000ULL}) {
    SimulationSettings settings = settings_of(1e-5);
    settings.paths = most;
    const ScenarioResult result = run(firm_of(5), settings);
    INFO(most << " paths");
    CHECK(result.precision->paths <= most);
    CHECK(result.precision->paths > most / 2);
    CHECK_FALSE(result.precision->reached);
    CHECK(result.precision->half_width > 1e-5);
    CHECK(half_width(result.options[0]) == result.precision->half_width);
  }
}

TEST_CASE("without dependence there are no factors to choose: sampling is plain, whatever was wanted") {
  for (const std::optional<Sampling>& sampling :
       {std::optional<Sampling>(), std::optional(Sampling::sobol), std::optional(Sampling::importance)}) {
    const ScenarioResult result = run(firm_of(5, {0.0, 0.0}), settings_of(0.002, sampling));
    CHECK(result.precision->sampling == Sampling::plain);
    CHECK(result.precision->factors == 0);
    CHECK(result.precision->reached);
  }
}

TEST_CASE("the choice follows the work: few paths are plain, many Sobol's, those of a rare default weighted") {
  CHECK(run(firm_of(5), settings_of(0.01)).precision->sampling == Sampling::plain);
  CHECK(run(firm_of(3), settings_of(0.001)).precision->sampling == Sampling::sobol);
  CHECK(run(firm_of(16), settings_of(2e-7)).precision->sampling == Sampling::importance);
  CHECK(run(firm_of(16), settings_of(5e-6)).precision->sampling == Sampling::plain);  // affordable
}

TEST_CASE("where nothing is random there is no precision to reach") {
  Ledger ledger = oracle::firm(100);
  oracle::add_bill(ledger, 3, 200);
  const ScenarioResult result = run(ledger, settings_of(0.001));
  CHECK_FALSE(result.precision);
  CHECK_FALSE(result.options[0].is_random);
}

TEST_CASE("an option that never defaults keeps Wilson's interval: none of N is not certainty") {
  const ScenarioResult result = run(firm_of(3), settings_of(0.001, Sampling::sobol), {grant_of(5000)});
  const OptionResult& saved = result.options[1];
  CHECK(saved.default_probability->value == 0.0);
  CHECK(saved.default_ci_method == IntervalMethod::wilson);
  CHECK(saved.default_ci95->upper > 0.0);
  CHECK(result.options[0].default_ci_method == IntervalMethod::replicates);
  CHECK(result.precision->reached);
}

TEST_CASE("an option whose default a weighted run does not meet is not called reached") {
  const ScenarioResult result = run(firm_of(12), settings_of(5e-5, Sampling::importance), {grant_of(5000)});
  CHECK(result.options[0].is_weighted);
  CHECK(half_width(result.options[0]) <= 5e-5);
  const OptionResult& saved = result.options[1];
  CHECK_FALSE(saved.is_weighted);
  CHECK(saved.default_ci95->upper == Approx(wilson_interval(0, result.precision->ordinary_paths).upper));
  CHECK_FALSE(result.precision->reached);
}

TEST_CASE("figures of one option agree with each other, whatever the sampling") {
  const auto sampling = GENERATE(Sampling::plain, Sampling::sobol, Sampling::importance);
  const ScenarioResult result = run(firm_of(7), settings_of(0.001, sampling), {grant_of(100)});
  for (const OptionResult& option : result.options) {
    CHECK(same(option.default_probability, option.by_day.back()));
    CHECK(same(option.default_probability, option.events[static_cast<std::size_t>(Event::illiquid)]));
    CHECK(*option.runway.censored_share == Approx(1.0 - option.default_probability->value));
    for (std::size_t day = 1; day < option.by_day.size(); ++day)
      CHECK(option.by_day[day]->value >= option.by_day[day - 1]->value);
  }
  const Change& change = *result.options[1].change;
  const double difference = result.options[1].default_probability->value - result.options[0].default_probability->value;
  CHECK(change.default_probability.value == Approx(difference));
  CHECK(change.survives_anyway + change.saved + change.delayed + change.fails_anyway + change.harmed == Approx(1.0));
  CHECK(change.default_probability.standard_error <
        result.options[0].default_probability->standard_error + result.options[1].default_probability->standard_error);
}
