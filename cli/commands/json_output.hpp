// Where a command's JSON goes: standard output, a file, or nowhere.
#pragma once

#include <iosfwd>
#include <optional>
#include <string>
#include <string_view>

#include "models/error.hpp"

namespace headroom {

/// Whether a JSON file can be written at all, asked before a long computation. `-` (standard output) always can.
/// Errors: there is no such folder, or none that may be written to, or the path is one.
std::optional<Fault> obstacle_to_json(const std::optional<std::string>& target);

/// Writes the report that was asked for: JSON alone to `out` (`-`), or JSON to a file and `text` to `out`, or `text`
/// alone. Gives the exit status.
int write_reports(const std::optional<std::string>& target, const std::string& json, const std::string& text,
                  std::ostream& out, std::ostream& err);

}  // namespace headroom
