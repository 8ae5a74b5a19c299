// Plays several scenarios on the same futures and draws only once what they share.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/paths/path_lanes.hpp"
#include "engine/play/block_player.hpp"

namespace headroom {

/// Several scenarios of one ledger on the same futures: what they share is drawn once, and tiles that are the same are
/// played once. One instance a thread.
class ScenarioPlayers {
 public:
  /// Requires: what the players look at outlives them.
  explicit ScenarioPlayers(std::vector<BlockPlayer> players);

  /// Each scenario's options on the paths of a block. Shape: [scenario][option]
  const std::vector<const std::vector<BlockOutcomes>*>& play(std::uint64_t first_path) noexcept;

 private:
  std::vector<BlockPlayer> players_;
  std::vector<std::size_t> tiles_of_;                 // [scenario]: whose tiles it settles on, itself or an earlier one
  std::vector<std::vector<std::size_t>> groups_;      // scenarios with tiles of their own that are played together
  std::vector<std::vector<std::uint8_t>> in_common_;  // [scenario]: to the first of its group; empty for that
  SharedDraws shared_;
  std::vector<BlockOfPaths> blocks_;
  std::vector<const std::vector<BlockOutcomes>*> outcomes_;
};

}  // namespace headroom
