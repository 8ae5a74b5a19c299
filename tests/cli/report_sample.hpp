// A small report made by hand, for tests of what reports say.
#pragma once

#include <cmath>
#include <string>

#include "cli/report/run_report.hpp"

namespace headroom {

/// A small report made by hand: one scenario, the base case and one relief, 90 days from 31 October 2026, 100,000
/// paths.
inline Manifest sample_manifest() {
  Manifest manifest;
  manifest.company = "Lumen Bay";
  manifest.as_of = Date::of(2026, 10, 31);
  manifest.horizon_days = 90;
  manifest.known_until = Date::of(2027, 12, 31);
  manifest.currency = "CNY";
  manifest.paths = 100000;
  manifest.seed = 7;
  manifest.inputs_sha256 = "abc";
  return manifest;
}

inline Estimate sample_estimate(double share) { return {share, std::sqrt(share * (1.0 - share) / 100000.0)}; }

/// Defaults come evenly over the days, `share` in all.
inline OptionResult sample_option(double share) {
  OptionResult option;
  option.paths = 100000;
  option.default_probability = sample_estimate(share);
  option.default_ci95 = Interval{share * 0.99, share * 1.01 + 0.0000384};
  for (int day = 0; day <= 90; ++day) option.by_day.push_back(sample_estimate(share * day / 90.0));
  option.possible.fill(true);
  option.possible[static_cast<std::size_t>(Event::loan_90dpd)] = false;
  for (std::size_t i = 0; i < event_count; ++i)
    if (option.possible[i]) option.events[i] = sample_estimate(share);
  option.runway.p05 = 71;
  option.runway.censored_share = 1.0 - share;
  option.runway.deterministic = 80;
  for (int day = 0; day <= 90; day += day < 84 ? 7 : 6) {
    option.cash.push_back({day, -50000, 0, 123456, 200000, 1234567890, {123456.0, 78.0}});
    if (day == 90) break;
  }
  option.position = option.cash;
  option.lowest_position = {{-300000000, 1000.0}, {-120000000, 123400.0}, {-100, 10.0}, -350000000.0};
  option.funding_need = {{0, 0.0}, {100, 1.0}, {245000000, 500000.0}, {300000000, 1.0}};
  option.first_failure = FirstFailure{107 - 30, PaymentClass::wages, 0.34, {"Payroll"}};
  return option;
}

inline OptionResult sample_relief() {
  OptionResult option = sample_option(0.04);
  option.name = "Policy loan";
  option.change = Change{{-0.08, 0.0009}, 0.87, 0.08, 0.03, 0.01, 0.01};
  option.owed_after_horizon = 40000000.0;
  option.relief_received = 80000000.0;
  return option;
}

inline RunReport sample_report() {
  RunReport report;
  report.manifest = sample_manifest();
  report.scenarios.emplace_back();
  Relief relief;
  relief.name = "Policy loan";
  relief.assumptions = {"Granted with certainty."};
  report.reliefs = {relief};
  report.results = {{"As written", {sample_option(0.1234), sample_relief()}}};
  report.manifest.command = "headroom run books --paths 100000 --horizon 90d --seed 7";
  return report;
}

/// The same report of a run to a precision, by importance sampling.
inline RunReport precise_report() {
  RunReport report = sample_report();
  PrecisionReport precision;
  precision.requested = 0.001;
  precision.half_width = 0.0009;
  precision.reached = true;
  precision.sampling = Sampling::importance;
  precision.factors = 51;
  precision.paths = 65536;
  precision.replicates = 64;
  precision.ordinary_paths = 16384;
  precision.pilot_paths = 20480;
  precision.paths_max = 20000000;
  report.results[0].precision = precision;
  report.manifest.precision = PrecisionSummary{0.001, precision};
  report.manifest.paths = precision.paths;
  for (OptionResult& option : report.results[0].options) {
    option.is_weighted = true;
    option.default_ci_method = IntervalMethod::replicates;
    option.paths = precision.ordinary_paths;
  }
  OptionResult& base = report.results[0].options[0];
  base.default_probability = Estimate{0.0000503, 0.0000004};
  base.default_ci95 = Interval{0.0000495, 0.0000511};
  return report;
}

/// What an option looks like where nothing is random.
inline OptionResult certain_option() {
  OptionResult option = sample_option(0.0);
  option.is_random = false;
  option.default_probability.reset();
  option.default_ci95.reset();
  option.by_day.assign(91, std::nullopt);
  option.events = {};
  option.runway = {};
  option.runway.deterministic = 80;
  option.first_failure.reset();
  return option;
}

inline OptionResult refused_option() {
  OptionResult option;
  option.name = "Policy loan";
  option.not_eligible = {
      {.kind = UnmetCondition::Kind::too_many_employees, .name = {}, .firm = {}, .limit = 300, .value = 500}};
  return option;
}

}  // namespace headroom
