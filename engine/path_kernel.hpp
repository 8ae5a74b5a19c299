#pragma once

#include <cstdint>
#include <vector>

#include "engine/plan.hpp"

namespace headroom {

/// Paths that are played side by side: the lanes of one block.
inline constexpr int lanes_max = 64;

/// What is random of a block of paths, by day. Row H + 1 takes what no longer counts; row H + 2 holds what falls on day 0
/// but was due before as_of, which no relief puts off.
/// Shape: each tile [H + 3][lanes], in minor units.
struct Tiles {
  int lanes = 0;
  std::vector<Minor> receipts;
  std::array<std::vector<Minor>, random_class_count> dues;
  std::vector<std::uint32_t> approval_draw;  ///< [lanes]

  Tiles(const Plan& plan, int lanes);
};

/// Plays every random item of the plan on paths first_path .. first_path + lanes - 1.
/// Requires: first_path and lanes are multiples of 4, lanes <= lanes_max.
/// Knows columns only, allocates nothing. Source: spec sections 2, 3 and 8.
void play_paths(const Plan& plan, std::uint64_t first_path, Tiles& tiles) noexcept;

/// The same tiles for the ledger as written.
void play_as_written(const Plan& plan, Tiles& tiles);

}  // namespace headroom
