// The kernel: plays what is random of a block, for several plans at once, with the instruction set in use.
#pragma once

#include <span>

#include "engine/paths/block_of_paths.hpp"

namespace headroom {

/// Adds what is random of a block to tiles that hold nothing yet, with the instruction set in use
/// (engine/lanes/simd_target.hpp). Several plans of one ledger and one seed are played counterparty by counterparty, so
/// that each draw is made once. Requires: one block, or up to plans_together_max with `shared`, on the same paths,
/// whose plans meet the same counterparties.
void play_lanes(std::span<const BlockOfPaths> blocks, SharedDraws* shared) noexcept;

}  // namespace headroom
