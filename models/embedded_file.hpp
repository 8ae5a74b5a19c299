// A text file compiled into the program.
#pragma once

#include <string_view>

namespace headroom {

/// A file of the source tree that is compiled into the program (tools/embed.cmake), so that it works away from the
/// tree.
struct EmbeddedFile {
  std::string_view name;  ///< without its folder
  std::string_view content;
};

}  // namespace headroom
