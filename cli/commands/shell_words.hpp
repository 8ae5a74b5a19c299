// The words of a command line that is quoted for a shell, as `shell_word` quotes them.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace headroom {

/// The words of a line: plain ones, and 'quoted' or $'quoted' ones with escapes. Nothing where a quotation has no end.
std::optional<std::vector<std::string>> words_of_shell_line(std::string_view line);

}  // namespace headroom
