#include <fmt/format.h>

#include <algorithm>

#include "tests/bench/bench_ledger.hpp"
#include "tests/bench/page.hpp"
#include "tests/bench/rounds.hpp"
#include "tests/bench/sections.hpp"

namespace headroom {

namespace {

constexpr int growth_rounds = 3;

/// A few paths beside many: the difference is what paths cost, the rest is start-up, reading and planning.
struct Growth {
  double start_seconds = 0.0, seconds = 0.0, nanoseconds_a_path = 0.0, peak_mb = 0.0;
};

Growth growth_of(const BenchSettings& settings, const BenchLedger& firm, std::uint64_t paths) {
  const auto ledger = settings.folder / fmt::format("growth_{}_{}", firm.items, firm.days);
  write_bench_ledger(firm, ledger);
  const std::uint64_t few = std::max<std::uint64_t>(64, paths / 16);
  const int horizon = firm.days - 1;
  const Rounds rounds({headroom_program(settings, "few paths", {ledger, few, 1, horizon}),
                       headroom_program(settings, "many paths", {ledger, paths, 1, horizon})},
                      std::min(settings.rounds, growth_rounds));
  std::filesystem::remove_all(ledger);
  const double short_seconds = rounds.cpu_seconds("few paths"), long_seconds = rounds.cpu_seconds("many paths");
  const double a_path = (long_seconds - short_seconds) / static_cast<double>(paths - few);
  return {short_seconds - a_path * static_cast<double>(few), long_seconds, 1e9 * a_path, rounds.peak_mb("many paths")};
}

std::string items_table(const BenchSettings& settings) {
  MarkdownTable table({"items", "paths", "s", "of that before the first path", "µs an item for that", "ns a path",
                       "ns an item and path", "peak MB"});
  // The work of 1000 items is about the same in each row; with few items a path's days are most of it.
  const std::uint64_t work = settings.paths * 1000;
  for (const std::size_t items : {10UL, 100UL, 1'000UL, 10'000UL, 100'000UL, 1'000'000UL}) {
    if (items > 1000 * settings.items) continue;
    const std::uint64_t paths = std::clamp<std::uint64_t>(work / items, 1024, 10 * settings.paths);
    const Growth growth = growth_of(settings, {items, 365}, paths);
    const auto count = static_cast<double>(items);
    table.add({std::to_string(items), std::to_string(paths), fmt::format("{:.2f}", growth.seconds),
               fmt::format("{:.3f}", growth.start_seconds), fmt::format("{:.2f}", 1e6 * growth.start_seconds / count),
               fmt::format("{:.0f}", growth.nanoseconds_a_path),
               fmt::format("{:.2f}", growth.nanoseconds_a_path / count), fmt::format("{:.0f}", growth.peak_mb)});
  }
  return table.text();
}

std::string horizon_table(const BenchSettings& settings) {
  MarkdownTable table({"days", "items", "paths", "s", "ns an item and path", "ns a day and path", "peak MB"});
  for (const int days : {92, 183, 365, 730, 1095}) {
    // Orders come as often, whatever the horizon.
    const std::size_t items = settings.items * static_cast<std::size_t>(days) / 365;
    const Growth growth = growth_of(settings, {items, days}, settings.paths);
    table.add({std::to_string(days), std::to_string(items), std::to_string(settings.paths),
               fmt::format("{:.2f}", growth.seconds),
               fmt::format("{:.2f}", growth.nanoseconds_a_path / static_cast<double>(items)),
               fmt::format("{:.2f}", growth.nanoseconds_a_path / days), fmt::format("{:.0f}", growth.peak_mb)});
  }
  return table.text();
}

}  // namespace

std::string growth_section(const BenchSettings& settings) {
  std::string text =
      "Seconds of processor time on one thread.\n\n" + items_table(settings) + "\n" + horizon_table(settings);
  if (!settings.long_runs) return text;
  const Growth large = growth_of(settings, {100'000, 1095}, 10'000);
  return text + fmt::format("\n100,000 items, 10,000 paths, 3 years: {:.0f} s on one thread, {:.0f} MB at the most.\n",
                            large.seconds, large.peak_mb);
}

std::string memory_section(const BenchSettings& settings) {
  const auto ledger = settings.folder / "memory";
  write_bench_ledger({settings.items}, ledger);
  MarkdownTable table({"paths", "peak MB, 1 thread", "peak MB, 2 threads", "s, 1 thread", "s, 2 threads"});
  std::vector<std::uint64_t> counts{settings.paths, 10 * settings.paths};
  if (settings.long_runs) counts.push_back(100 * settings.paths);
  for (const std::uint64_t paths : counts) {
    std::vector<ProcessRun> runs;
    for (const int threads : {1, 2})
      runs.push_back(run_process(headroom_program(settings, "memory", {ledger, paths, threads})));
    table.add({std::to_string(paths), fmt::format("{:.1f}", runs[0].peak_mb), fmt::format("{:.1f}", runs[1].peak_mb),
               fmt::format("{:.2f}", runs[0].seconds), fmt::format("{:.2f}", runs[1].seconds)});
  }
  return fmt::format("{} orders, 364 days.\n\n", settings.items) + table.text();
}

}  // namespace headroom
