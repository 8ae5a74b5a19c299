// Plays blocks of paths of one scenario and counts what became of each option.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/paths/path_kernel.hpp"
#include "engine/paths/path_lanes.hpp"
#include "engine/plan/option_plan.hpp"
#include "engine/plan/plan.hpp"
#include "engine/settlement/settlement.hpp"

namespace headroom {

/// The options of one scenario on one set of tiles: what a thread needs to play blocks. One instance a thread.
class BlockPlayer {
 public:
  /// `samples`: the days whose cash and position are kept. Requires: plan and options outlive the player.
  BlockPlayer(const Plan& plan, const std::vector<OptionPlan>& options, const std::vector<std::int32_t>& samples);

  /// Each option's outcomes on the paths of a block, with the plain draws of the factors or with those given.
  const std::vector<BlockOutcomes>& play(std::uint64_t first_path, const FactorDraws* factors = nullptr) noexcept;

  /// The same for the ledger as written.
  const std::vector<BlockOutcomes>& play_written();

  /// In two steps, for scenarios that are played together: empties the tiles for a block, and settles on tiles.
  BlockOfPaths begin_block(std::uint64_t first_path) noexcept;
  const std::vector<BlockOutcomes>& settle(const Tiles& tiles) noexcept;

  const Plan& plan() const { return *plan_; }
  const Tiles& tiles() const { return tiles_; }
  const std::vector<BlockOutcomes>& outcomes() const { return outcomes_; }

 private:
  const Plan* plan_;
  Tiles tiles_;
  std::vector<Settlement> settlements_;
  std::vector<BlockOutcomes> outcomes_;
};

}  // namespace headroom
