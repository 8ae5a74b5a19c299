#pragma once

#include <string>
#include <string_view>

#include "models/error.hpp"

namespace headroom {

/// Writes another number or date in the place of one of a `company.toml`, and leaves the rest as it stands. A comment
/// on its line that says REPLACE or ASSUMPTION gives way to `comment`.
///
/// Errors: text that is not TOML; a section or key that is not there, or holds something else.
Result<std::string> with_company_value(const std::string& file, const std::string& text, std::string_view section,
                                       std::string_view key, std::string_view value, std::string_view comment);

/// The same within the entry called `name` of a list of tables, such as a [[fixed_cost]].
///
/// Errors: text that is not TOML; no such entry or key.
Result<std::string> with_listed_value(const std::string& file, const std::string& text, std::string_view list,
                                      std::string_view name, std::string_view key, std::string_view value);

}  // namespace headroom
