// Plays a block of paths of a plan: what is random comes to lie in tiles.
#pragma once

#include <cstdint>

#include "engine/paths/tiles.hpp"
#include "engine/plan/plan_columns.hpp"

namespace headroom {

/// Plays every random item of the plan on paths first_path .. first_path + block_lanes - 1, with the plain draws of the
/// factors or with those given. Requires: first_path is a multiple of 4. Knows columns only, allocates nothing. Source:
/// docs/model (dependence, randomness).
void play_paths(const Plan& plan, std::uint64_t first_path, Tiles& tiles,
                const FactorDraws* factors = nullptr) noexcept;

/// The same tiles for the ledger as written.
void play_as_written(const Plan& plan, Tiles& tiles);

}  // namespace headroom
