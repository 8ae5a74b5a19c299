// Multiplies what has a factor by the factor of its day and path.
#pragma once

#include <cstdint>

#include "engine/paths/tiles.hpp"
#include "engine/plan/plan_columns.hpp"

namespace headroom {

/// Adds what a block has in its factor tiles to receipts and dues, each sum of a day times its factor, rounded once.
/// What was due before as_of takes the factor of day 0. Does nothing where the plan has none. Requires: the block's
/// rows are played.
void apply_factors(const Plan& plan, std::uint64_t first_path, Tiles& tiles) noexcept;

}  // namespace headroom
