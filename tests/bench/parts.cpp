// The parts of a run, each by itself, for every instruction set that the machine has:
//   build/release/tests/bench/headroom_parts --benchmark_filter='play_paths.*'

#include <benchmark/benchmark.h>
#include <unistd.h>

#include <filesystem>
#include <functional>
#include <stdexcept>
#include <string>
#include <vector>

#include "cli/checks/inspected_ledger.hpp"
#include "cli/what_if/relief_file.hpp"
#include "cli/what_if/scenario_file.hpp"
#include "engine/draws/normal_table.hpp"
#include "engine/draws/random_stream.hpp"
#include "engine/lanes/simd_target.hpp"
#include "engine/paths/path_kernel.hpp"
#include "engine/plan/option_plan.hpp"
#include "engine/plan/plan.hpp"
#include "engine/settlement/settlement.hpp"
#include "engine/simulation/simulation.hpp"
#include "tests/bench/bench_ledger.hpp"

using namespace headroom;
namespace fs = std::filesystem;

namespace {

constexpr int horizon_days = 364;

/// A ledger of the benchmarks, read back from its folder.
struct Firm {
  fs::path folder;
  std::size_t items;
  Ledger ledger;
  Scenario scenario;
  Plan plan;

  Firm(const fs::path& parent, std::size_t item_count)
      : folder(parent / std::to_string(item_count)), items(item_count) {
    write_bench_ledger({items}, folder);
    write_bench_choices(folder);
    auto loaded = load_ledger_folder(folder);
    auto read = read_scenario_file(folder / "dependence.toml");
    if (!loaded || !read) throw std::runtime_error("the benchmarks' ledger has faults");
    ledger = loaded.value().ledger;
    scenario = read.value();
    plan = build_plan({&ledger, &scenario, horizon_days, 1});
  }

  OptionPlan option(int relief) const {
    if (relief == 0) return build_option_plan(plan, nullptr);
    const auto read =
        read_relief_file(folder / ("relief_" + std::to_string(relief) + ".toml"), ledger.company.currency);
    if (!read) throw std::runtime_error("the benchmarks' relief has faults");
    return build_option_plan(plan, &read.value());
  }
};

std::vector<std::int32_t> weekly_days() {
  std::vector<std::int32_t> days;
  for (int day = 0; day < horizon_days; day += 7) days.push_back(day);
  days.push_back(horizon_days);
  return days;
}

/// Says how long one of `count` things took.
void count_each(benchmark::State& state, const char* what, double count) {
  state.counters[std::string("s_") + what] = benchmark::Counter(
      count * static_cast<double>(state.iterations()), benchmark::Counter::kIsRate | benchmark::Counter::kInvert);
}

void draw_words(benchmark::State& state) {
  std::uint64_t block = 0;
  std::uint32_t sum = 0;
  for (auto _ : state) {
    for (int i = 0; i < 256; ++i)
      for (const std::uint32_t word : philox(12345, block++)) sum += word;
    benchmark::DoNotOptimize(sum);
  }
  count_each(state, "a_word", 1024);
}

void draw_normals(benchmark::State& state) {
  const NormalTable& table = normal_table();
  std::vector<std::uint32_t> words;
  for (std::uint64_t path = 0; path < 1024; ++path) words.push_back(draw(12345, path));
  for (auto _ : state) {
    double sum = 0.0;
    for (const std::uint32_t word : words) sum += table.value(word);
    benchmark::DoNotOptimize(sum);
  }
  count_each(state, "a_normal", 1024);
}

void make_keys(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(stream_key(1, Purpose::delay, {"order", "Customer 17", "2026-000123"}));
  count_each(state, "a_key", 1);
}

void choose(benchmark::State& state, const std::string& simd) {
  if (!use_simd_target(simd)) state.SkipWithError("not on this machine");
}

void play(benchmark::State& state, const Firm& firm, const std::string& simd) {
  choose(state, simd);
  Tiles tiles(firm.plan);
  std::uint64_t first = 0;
  for (auto _ : state) {
    play_paths(firm.plan, first, tiles);
    benchmark::DoNotOptimize(tiles.receipts.data());
    first += block_lanes;
  }
  count_each(state, "an_item_and_path", static_cast<double>(firm.items * block_lanes));
}

void settle(benchmark::State& state, const Firm& firm, int relief, const std::string& simd) {
  choose(state, simd);
  const OptionPlan option = firm.option(relief);
  const auto samples = weekly_days();
  Tiles tiles(firm.plan);
  play_paths(firm.plan, 0, tiles);
  Settlement settlement(firm.plan, option, samples);
  BlockOutcomes outcomes(samples.size());
  for (auto _ : state) {
    settlement.settle(tiles, outcomes);
    benchmark::DoNotOptimize(outcomes.lowest_position.data());
  }
  count_each(state, "a_path", block_lanes);
}

/// Everything but reading and reporting. With few items, settlement and tallies are most of it.
void play_whole(benchmark::State& state, const Firm& firm, const std::string& simd) {
  choose(state, simd);
  SimulationSettings settings;
  settings.paths = 8192;
  settings.threads = 1;
  settings.horizon_days = horizon_days;
  for (auto _ : state) benchmark::DoNotOptimize(simulate(firm.ledger, firm.scenario, {}, settings));
  count_each(state, "a_path", static_cast<double>(settings.paths));
}

void plan_items(benchmark::State& state, const Firm& firm) {
  for (auto _ : state) benchmark::DoNotOptimize(build_plan({&firm.ledger, &firm.scenario, horizon_days, 1}));
  count_each(state, "an_item", static_cast<double>(firm.items));
}

void read_rows(benchmark::State& state, const Firm& firm) {
  for (auto _ : state) benchmark::DoNotOptimize(load_ledger_folder(firm.folder));
  count_each(state, "a_row", static_cast<double>(firm.items));
}

void add_benchmarks(const std::vector<const Firm*>& firms) {
  benchmark::RegisterBenchmark("draw_words", draw_words);
  benchmark::RegisterBenchmark("draw_normals", draw_normals);
  benchmark::RegisterBenchmark("make_keys", make_keys);
  for (const Firm* firm : firms) {
    const std::string items = "/" + std::to_string(firm->items);
    for (const std::string& simd : simd_targets()) {
      benchmark::RegisterBenchmark(("play_paths" + items + "/" + simd).c_str(), play, std::cref(*firm), simd);
      benchmark::RegisterBenchmark(("simulate" + items + "/" + simd).c_str(), play_whole, std::cref(*firm), simd);
    }
    benchmark::RegisterBenchmark(("build_plan" + items).c_str(), plan_items, std::cref(*firm));
    benchmark::RegisterBenchmark(("load_ledger_folder" + items).c_str(), read_rows, std::cref(*firm));
  }
  const char* const options[] = {"no_relief", "loan", "deferral", "grant"};
  for (int relief = 0; relief < 4; ++relief)
    for (const std::string& simd : simd_targets())
      benchmark::RegisterBenchmark((std::string("settle/") + options[relief] + "/" + simd).c_str(), settle,
                                   std::cref(*firms.back()), relief, simd);
}

}  // namespace

int main(int count, char** words) {
  benchmark::Initialize(&count, words);
  if (benchmark::ReportUnrecognizedArguments(count, words)) return 1;
  const fs::path folder = fs::temp_directory_path() / ("headroom_parts_" + std::to_string(::getpid()));
  {
    const Firm few(folder, 10), many(folder, 1000);
    add_benchmarks({&few, &many});
    benchmark::RunSpecifiedBenchmarks();
  }
  fs::remove_all(folder);
  return 0;
}
