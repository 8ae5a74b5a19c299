#include "cli/terminal/terminal_width.hpp"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <cstdlib>

namespace headroom {

namespace {

// Narrower, no table of amounts can be read; wider, no sentence.
constexpr std::size_t width_least = 72, width_most = 120;
constexpr std::size_t width_where_unknown = 80;

}  // namespace

std::size_t usable_width(std::size_t columns, std::string_view wanted) {
  std::size_t width = 0;
  const auto [end, error] = std::from_chars(wanted.data(), wanted.data() + wanted.size(), width);
  const bool is_given = error == std::errc() && end == wanted.data() + wanted.size() && width > 0;
  if (!is_given) width = columns > 0 ? columns : width_where_unknown;
  return std::clamp(width, width_least, width_most);
}

std::optional<std::size_t> terminal_width(int descriptor) {
  if (::isatty(descriptor) != 1) return std::nullopt;
  winsize size = {};
  const bool is_told = ::ioctl(descriptor, TIOCGWINSZ, &size) == 0;
  const char* wanted = std::getenv("COLUMNS");
  return usable_width(is_told ? size.ws_col : 0, wanted != nullptr ? wanted : "");
}

}  // namespace headroom
