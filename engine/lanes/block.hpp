// How many paths are played side by side.
#pragma once

#include <cstddef>

namespace headroom {

/// Paths that are played side by side, one a lane: the width of every tile.
inline constexpr std::size_t block_lanes = 64;

}  // namespace headroom
