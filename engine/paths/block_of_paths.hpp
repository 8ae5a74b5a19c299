// The paths of one block under one plan, and the draws that several plans share.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "engine/paths/tiles.hpp"
#include "engine/plan/plan_columns.hpp"

namespace headroom {

/// The paths of one block under one plan, and where they go.
struct BlockOfPaths {
  const Plan* plan = nullptr;
  Tiles* tiles = nullptr;
  std::uint64_t first_path = 0;
  const FactorDraws* factors = nullptr;  ///< null: the plain draws
  /// What of a counterparty is the same as under the first plan of those played together: `InCommon` flags. Shape:
  /// [counterparty]; null: nothing is known to be.
  const std::uint8_t* in_common = nullptr;
};

/// Draws of a block that several plans ask for one after the other. Each row of the counterparty that is played has a
/// place for its cancellation and one for its delay; what falls into a place later drives out what was there. No result
/// depends on what is kept.
struct SharedDraws {
  static constexpr std::size_t rows_together_max = 32;  ///< of a counterparty, played under one plan after the other
  static constexpr std::size_t others = 32;  ///< streams that are no row's cancellation or delay, by their key
  static constexpr std::size_t rows = 2 * rows_together_max + others;

  std::vector<std::uint64_t> keys = std::vector<std::uint64_t>(rows, 0);  ///< 0: nothing is kept there
  AlignedVector<std::uint32_t> draws = AlignedVector<std::uint32_t>(rows * block_lanes, 0);  ///< [row][block_lanes]
};

/// Most plans that are played together.
inline constexpr std::size_t plans_together_max = 8;

}  // namespace headroom
