// The program's version, and what has built it.
#pragma once

#include <string_view>

namespace headroom {

/// Of the program, as CMakeLists.txt has it: `0.1.0`.
std::string_view version();

/// What has compiled it: `GNU 12.2.0`.
std::string_view compiler();

}  // namespace headroom
