#include "cli/terminal/style.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdlib>

namespace headroom {

std::string Style::title(std::string_view text) const { return is_coloured ? fmt::format("\x1b[1m{}\x1b[0m", text) : std::string(text); }

std::string Style::warning(std::string_view text) const { return is_coloured ? fmt::format("\x1b[33m{}\x1b[0m", text) : std::string(text); }

Style style_of_standard_output() {
  const char* no_colour = std::getenv("NO_COLOR");
  const char* terminal = std::getenv("TERM");
  const bool refused = (no_colour != nullptr && *no_colour != '\0') || (terminal != nullptr && std::string_view(terminal) == "dumb");
  return {!refused && ::isatty(STDOUT_FILENO) == 1};
}

}  // namespace headroom
