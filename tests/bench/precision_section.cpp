#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <numeric>

#include "tests/bench/bench_ledger.hpp"
#include "tests/bench/page.hpp"
#include "tests/bench/rounds.hpp"
#include "tests/bench/sections.hpp"

namespace headroom {

namespace {

/// A firm whose default is as rare as its cash makes it, and how exactly it shall be known.
struct PrecisionCase {
  const char* name;
  double cash;        // share of a year's receipts
  double half_width;  // of the 95% interval
};

constexpr std::uint64_t paths_most_per_plain = 200;  // a cap that a firm of some size never reaches
constexpr int seeds_a_round = 3;                     // the spread over seeds needs many

constexpr PrecisionCase cases[] = {{"near 5%", 0.058, 0.001}, {"near 1e-4", 0.39, 1e-5}};

double mean(const std::vector<double>& numbers) {
  return std::accumulate(numbers.begin(), numbers.end(), 0.0) / static_cast<double>(numbers.size());
}

double variance(const std::vector<double>& numbers) {
  double sum = 0.0;
  for (const double number : numbers) sum += (number - mean(numbers)) * (number - mean(numbers));
  return sum / static_cast<double>(numbers.size() - 1);
}

bool knows_precision(const BenchSettings& settings) {
  return run_process({"help", {settings.headroom, "run", "--help"}}).output.find("--precision") != std::string::npos;
}

std::string ratio_text(double over, double under) {
  return over > 0.0 && under > 0.0 ? fmt::format("{:.3g}", over / under) : "none";
}

void add_case(const BenchSettings& settings, const PrecisionCase& one, MarkdownTable& table) {
  const auto ledger = settings.folder / "precision";
  write_bench_ledger({settings.items, 365, one.cash}, ledger);
  std::vector<double> estimates, reported, chosen_seconds, plain_seconds, paths;
  for (int i = 1; i <= seeds_a_round * settings.rounds; ++i) {
    const std::vector<std::string> seed{"--seed", std::to_string(i)};
    HeadroomRun plain{ledger, settings.paths}, chosen{ledger, paths_most_per_plain * settings.paths};
    plain.more = chosen.more = seed;
    chosen.more.insert(chosen.more.end(), {"--precision", fmt::format("{}", one.half_width)});
    std::fputs(fmt::format("default {}, seed {}\n", one.name, i).c_str(), stderr);
    const ProcessRun chosen_run = run_process(headroom_program(settings, "chosen", chosen));
    const DefaultProbability found = default_probability_in(chosen_run.output);
    estimates.push_back(found.estimate);
    reported.push_back(found.standard_error * found.standard_error);
    paths.push_back(found.paths);
    chosen_seconds.push_back(chosen_run.seconds);
    if (i % seeds_a_round == 0)
      plain_seconds.push_back(run_process(headroom_program(settings, "plain", plain)).seconds);
  }
  const double p = mean(estimates), n = static_cast<double>(settings.paths);
  const double plain_cost = p * (1.0 - p) / n * mean(plain_seconds);
  table.add({one.name, fmt::format("{:.4g}", p), fmt::format("{:g}", one.half_width),
             fmt::format("{:.0f}", mean(paths)), fmt::format("{:.3f}", mean(chosen_seconds)),
             fmt::format("{:.3g}", std::sqrt(mean(reported))), fmt::format("{:.3g}", std::sqrt(variance(estimates))),
             fmt::format("{:.3f}", mean(plain_seconds)), fmt::format("{:.3g}", std::sqrt(p * (1.0 - p) / n)),
             ratio_text(plain_cost, mean(reported) * mean(chosen_seconds)),
             ratio_text(plain_cost, variance(estimates) * mean(chosen_seconds))});
}

}  // namespace

std::string precision_section(const BenchSettings& settings) {
  if (!knows_precision(settings)) return "This program has no `--precision`.\n";
  MarkdownTable table({"default", "probability", "asked half-width", "paths", "s", "reported standard error",
                       "spread over seeds", "plain, s", "plain standard error",
                       "variance × time, plain over chosen: as reported", "by the spread over seeds"});
  for (const PrecisionCase& one : cases) add_case(settings, one, table);
  return fmt::format(
             "{} orders, 364 days, 1 thread, {} seeds; plain sampling with {} paths, its standard error from the "
             "probability. Whole "
             "processes.\n\n",
             settings.items, seeds_a_round * settings.rounds, settings.paths) +
         table.text();
}

}  // namespace headroom
