#pragma once

#include <cstdint>

#include "engine/path_kernel.hpp"
#include "engine/plan.hpp"

namespace headroom {

/// The paths of one block.
struct BlockOfPaths {
  const Plan* plan = nullptr;
  std::uint64_t first_path = 0;
  const FactorDraws* factors = nullptr;  ///< null: the plain draws
};

/// Adds what is random of the block to tiles that hold nothing yet, with the instruction set in use (engine/simd_target.hpp).
void play_lanes(const BlockOfPaths& block, Tiles& tiles) noexcept;

}  // namespace headroom
