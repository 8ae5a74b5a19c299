// Reads scenarios from TOML.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "models/error.hpp"
#include "models/scenario.hpp"

namespace headroom {

/// Reads a scenario's TOML text; `file` is what faults name. A scenario without `name` is called like its file.
///
/// Errors: every fault of the text, each with its place.
Result<Scenario> read_scenario_text(const std::string& file, std::string_view text);

/// The same from a file; also where it is missing or unreadable.
Result<Scenario> read_scenario_file(const std::filesystem::path& path);

}  // namespace headroom
