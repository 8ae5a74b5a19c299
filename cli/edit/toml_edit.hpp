// One value of a TOML text changed, and everything else left as it stands: comments, order, spaces.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "cli/syntax/toml.hpp"
#include "models/error.hpp"

namespace headroom {

/// A key below `[section]`, or below one of several `[[section]]`.
struct TomlPlace {
  std::string section;
  std::optional<std::size_t> index = {};  ///< which of several, from 0
  std::string key;
};

/// What a table holds under a key; null where it has none.
const TomlNode* entry_of(const TomlNode& table, std::string_view key);

/// The table of a place; null where there is none.
const TomlNode* table_of(const TomlNode& root, const TomlPlace& place);

/// Writes `literal` (TOML) in the place of a value, or as a new key where there is none, or as a new section. A comment
/// on the value's line that says REPLACE or ASSUMPTION gives way to `comment`, or goes where there is none.
///
/// Requires: where the place has an index, that table is there.
/// Errors: text that is not TOML; a list or table in the place of a value.
Result<std::string> with_toml_value(const std::string& file, const std::string& text, const TomlPlace& place,
                                    std::string_view literal, std::string_view comment = "");

/// Takes a key with its line away. Requires: the key is there, and its value is of one line.
Result<std::string> without_toml_key(const std::string& file, const std::string& text, const TomlPlace& place);

/// The text with a table `[[section]]` at its end, made of lines "key = value".
std::string with_toml_table(const std::string& text, std::string_view section, std::string_view lines);

}  // namespace headroom
