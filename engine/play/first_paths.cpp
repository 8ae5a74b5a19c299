#include "engine/play/first_paths.hpp"

#include <algorithm>

#include "engine/play/parallel_parts.hpp"

namespace headroom {

namespace {

ScenarioPlayers players_of(const std::vector<ScenarioRun>& runs) {
  std::vector<BlockPlayer> players;
  for (const ScenarioRun& run : runs) players.emplace_back(run.plan, run.options, run.samples);
  return ScenarioPlayers(std::move(players));
}

}  // namespace

ScenarioPlayers& PlayersByThread::of(std::size_t thread) {
  std::optional<ScenarioPlayers>& players = players_[thread];
  if (!players) players.emplace(players_of(runs_));
  return *players;
}

int active_lanes(std::uint64_t first_path, int lanes, std::uint64_t paths) {
  return static_cast<int>(std::min<std::uint64_t>(static_cast<std::uint64_t>(lanes), paths - first_path));
}

ByOption<FirstPaths> play_first_paths(const std::vector<ScenarioRun>& runs, PlayersByThread& players,
                                      std::uint64_t paths, int lanes) {
  const std::uint64_t first_paths = std::min(paths, FirstPaths::paths_max), width = static_cast<std::uint64_t>(lanes);
  const std::size_t block_count = (first_paths + width - 1) / width;
  ByOption<FirstPaths> kept;
  for (const ScenarioRun& run : runs) kept.emplace_back(run.options.size(), FirstPaths(block_count));
  for_each_part(std::min(players.thread_count(), block_count), block_count,
                [&](std::size_t thread, std::uint64_t block) {
                  const std::uint64_t first = block * width;
                  const auto& outcomes = players.of(thread).play(first);
                  for (std::size_t k = 0; k < kept.size(); ++k)
                    for (std::size_t i = 0; i < kept[k].size(); ++i)
                      kept[k][i].include(block, (*outcomes[k])[i], active_lanes(first, lanes, first_paths));
                });
  return kept;
}

ByOption<std::vector<AmountLayout>> layouts_of(const ByOption<FirstPaths>& first, std::uint64_t paths,
                                               std::size_t threads) {
  ByOption<std::vector<AmountLayout>> layouts;
  const std::size_t amounts = first.front().front().amount_count();
  for (const auto& options : first) layouts.emplace_back(options.size(), std::vector<AmountLayout>(amounts));
  for_each_part(threads, amounts, [&](std::size_t, std::uint64_t amount) {
    for (std::size_t k = 0; k < first.size(); ++k)
      for (std::size_t i = 0; i < first[k].size(); ++i) layouts[k][i][amount] = first[k][i].layout(amount, paths);
  });
  return layouts;
}

}  // namespace headroom
