// From the text of a document to the rows of its tables.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/ledger/ledger_columns.hpp"
#include "cli/store/stored_value.hpp"
#include "cli/syntax/toml.hpp"

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

/// How many decimals the money of a row has.
struct RowDecimals {
  int company = 2;  ///< of the company's currency
  std::map<std::pair<std::string, std::string>, std::string>
      orders;  ///< currencies of orders, by counterparty and number: their milestones'

  /// Those of the row's own currency, of its order's, or of the company's.
  int of(const LedgerTable& table, const StoredRow& row) const;
};

/// Gives each row of a CSV document to `take`, until that says false.
/// Requires: a text without faults.
void for_each_stored_row(const LedgerTable& table, std::string_view text, const RowDecimals& decimals,
                         const std::function<bool(const StoredRow&)>& take);

/// The rows that company.toml gives a table.
std::vector<StoredRow> stored_rows(const LedgerTable& table, const TomlNode& document, int company_decimals);

/// A value of TOML as it is written in one line.
std::string toml_text(const TomlNode& node);

}  // namespace headroom
