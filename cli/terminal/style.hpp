#pragma once

#include <string>
#include <string_view>

namespace headroom {

/// How text for people is dressed: plain, unless standard output is a terminal that shows colours.
struct Style {
  bool is_coloured = false;

  std::string title(std::string_view text) const;    ///< bold
  std::string warning(std::string_view text) const;  ///< yellow
};

/// Coloured where standard output is a terminal and neither NO_COLOR nor TERM=dumb says otherwise.
Style style_of_standard_output();

}  // namespace headroom
