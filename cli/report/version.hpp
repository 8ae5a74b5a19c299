// The program's version.
#pragma once

#include <string_view>

namespace headroom {

/// Of the program, as CMakeLists.txt has it: `0.1.0`.
std::string_view version();

}  // namespace headroom
