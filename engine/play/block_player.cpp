#include "engine/play/block_player.hpp"

namespace headroom {

BlockPlayer::BlockPlayer(const Plan& plan, const std::vector<OptionPlan>& options,
                         const std::vector<std::int32_t>& samples)
    : plan_(&plan), tiles_(plan) {
  settlements_.reserve(options.size());
  for (const OptionPlan& option : options) {
    settlements_.emplace_back(plan, option, samples);
    outcomes_.emplace_back(samples.size(), plan.suppliers.terms.size());
  }
}

const std::vector<BlockOutcomes>& BlockPlayer::play(std::uint64_t first_path, const FactorDraws* factors) noexcept {
  play_paths(*plan_, first_path, tiles_, factors);
  return settle(tiles_);
}

const std::vector<BlockOutcomes>& BlockPlayer::play_written() {
  play_as_written(*plan_, tiles_);
  return settle(tiles_);
}

BlockOfPaths BlockPlayer::begin_block(std::uint64_t first_path) noexcept {
  tiles_.clear();
  tiles_.followed.as_written = false;
  return {plan_, &tiles_, first_path, nullptr};
}

const std::vector<BlockOutcomes>& BlockPlayer::settle(const Tiles& tiles) noexcept {
  for (std::size_t i = 0; i < settlements_.size(); ++i) settlements_[i].settle(tiles, outcomes_[i]);
  return outcomes_;
}

}  // namespace headroom
