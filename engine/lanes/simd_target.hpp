// Which instruction set plays: named, asked for and chosen.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace headroom {

/// Instruction sets that this program holds code for and this machine can run, fastest first. The last is portable
/// code.
std::vector<std::string> simd_targets();

/// The one in use.
std::string simd_target();

/// Uses this one from now on; an empty name: the fastest. False where it is none of `simd_targets()`. No result depends
/// on it. Requires: no simulation is running.
[[nodiscard]] bool use_simd_target(std::string_view name);

}  // namespace headroom
