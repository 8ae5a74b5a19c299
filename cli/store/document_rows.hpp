#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/input/toml.hpp"
#include "cli/store/schema.hpp"
#include "cli/store/stored_value.hpp"

namespace headroom {

/// A row of a table: what its columns hold, in their order, and what the document says beside them.
struct StoredRow {
  std::vector<StoredValue> values;
  std::string notes;  ///< a JSON object: unknown columns as text, unknown keys as TOML; empty where there are none

  bool operator==(const StoredRow&) const = default;
};

/// What notes call the columns of a CSV document: their names, and for those without one the place, as in `(column 7)`.
std::vector<std::string> note_names(const std::vector<std::string>& header);

/// The columns of a CSV document, as its first row names them.
std::vector<std::string> header_of(std::string_view text);

/// Gives each row of a CSV document to `take`, until that says false.
/// Requires: a text without faults. `company_decimals`: of the company's currency.
void for_each_stored_row(const StoredTable& table, std::string_view text, int company_decimals,
                         const std::function<bool(const StoredRow&)>& take);

/// The rows that company.toml gives a table.
std::vector<StoredRow> stored_rows(const StoredTable& table, const TomlNode& document, int company_decimals);

/// A value of TOML as it is written in one line.
std::string toml_text(const TomlNode& node);

/// The decimals of the currency in which a row's money is written.
int decimals_of(const StoredTable& table, const StoredRow& row, int company_decimals);

}  // namespace headroom
