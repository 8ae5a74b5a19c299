// Reads reliefs from TOML.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "models/error.hpp"
#include "models/relief.hpp"

namespace headroom {

/// Reads a relief's TOML text; `file` is what faults name. A relief without `name` is called like its file.
///
/// Units: amounts are in minor units of the relief's `currency`, or of `ledger_currency` where it names none.
/// Errors: every fault of the text, each with its place.
Result<Relief> read_relief_text(const std::string& file, std::string_view text, const std::string& ledger_currency);

/// The same from a file; also where it is missing or unreadable.
Result<Relief> read_relief_file(const std::filesystem::path& path, const std::string& ledger_currency);

}  // namespace headroom
