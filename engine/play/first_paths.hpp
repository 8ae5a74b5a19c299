// The first paths of a run, from which follows how the amounts of all its paths are counted.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "engine/measures/amount_layout.hpp"
#include "engine/play/scenario_players.hpp"
#include "engine/play/scenario_run.hpp"

namespace headroom {

/// A thread's players of scenarios that are played together, each thread's made by itself when it first plays.
class PlayersByThread {
 public:
  /// Requires: the runs outlive the players.
  PlayersByThread(const std::vector<ScenarioRun>& runs, std::size_t threads) : runs_(runs), players_(threads) {}

  std::size_t thread_count() const { return players_.size(); }
  /// Requires: no two threads ask for the same one at the same time.
  ScenarioPlayers& of(std::size_t thread);

 private:
  const std::vector<ScenarioRun>& runs_;
  std::vector<std::optional<ScenarioPlayers>> players_;
};

/// The lanes of the block at `first_path` that count.
int active_lanes(std::uint64_t first_path, int lanes, std::uint64_t paths);

/// Plays the first paths of a run of `paths`, in blocks of `lanes`, and keeps what they come to.
ByOption<FirstPaths> play_first_paths(const std::vector<ScenarioRun>& runs, PlayersByThread& players,
                                      std::uint64_t paths, int lanes);

/// How the amounts of each option are counted in a run of `paths`. Shape: [scenario][option][amount_count]
ByOption<std::vector<AmountLayout>> layouts_of(const ByOption<FirstPaths>& first, std::uint64_t paths,
                                               std::size_t threads);

}  // namespace headroom
