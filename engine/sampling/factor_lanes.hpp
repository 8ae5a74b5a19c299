// One normal factor for all lanes of a block, from random words.
#pragma once

#include <cstdint>

namespace headroom {

/// One factor on the paths of a block: `mean` plus the normal number of each draw, a draw being `lanes[i] ^ higher`.
/// The same bits for every instruction set (engine/lanes/simd_target.hpp). Shape: both arrays [block_lanes], at the
/// start of a cache line
void factor_lanes(const std::uint32_t* lanes, std::uint32_t higher, double mean, double* out) noexcept;

}  // namespace headroom
