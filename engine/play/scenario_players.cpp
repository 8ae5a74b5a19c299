#include "engine/play/scenario_players.hpp"

#include <algorithm>

#include "engine/paths/credit_lanes.hpp"
#include "engine/plan/plan_comparison.hpp"

namespace headroom {

ScenarioPlayers::ScenarioPlayers(std::vector<BlockPlayer> players) : players_(std::move(players)) {
  for (std::size_t i = 0; i < players_.size(); ++i) {
    const Plan& plan = players_[i].plan();
    std::size_t like = 0;
    while (like < i && !(tiles_of_[like] == like && have_same_futures(players_[like].plan(), plan))) ++like;
    tiles_of_.push_back(like);
    if (like < i) continue;
    const auto takes = [&](const std::vector<std::size_t>& group) {
      return group.size() < plans_together_max && meet_same_counterparties(players_[group.front()].plan(), plan);
    };
    const auto group = std::find_if(groups_.begin(), groups_.end(), takes);
    if (group != groups_.end()) group->push_back(i);
    else groups_.push_back({i});
  }
  in_common_.resize(players_.size());
  for (const std::vector<std::size_t>& group : groups_)
    for (std::size_t k = 1; k < group.size(); ++k)
      in_common_[group[k]] = in_common_of(players_[group[k]].plan(), players_[group[0]].plan());
  for (const BlockPlayer& player : players_) outcomes_.push_back(&player.outcomes());
  blocks_.reserve(plans_together_max);
}

const std::vector<const std::vector<BlockOutcomes>*>& ScenarioPlayers::play(std::uint64_t first_path) noexcept {
  for (const std::vector<std::size_t>& group : groups_) {
    blocks_.clear();
    for (const std::size_t i : group) {
      blocks_.push_back(players_[i].begin_block(first_path));
      if (!in_common_[i].empty()) blocks_.back().in_common = in_common_[i].data();
    }
    play_lanes(blocks_, &shared_);
    for (const BlockOfPaths& block : blocks_) ask_for_cash(*block.plan, *block.tiles);
  }
  for (std::size_t i = 0; i < players_.size(); ++i) players_[i].settle(players_[tiles_of_[i]].tiles());
  return outcomes_;
}

}  // namespace headroom
