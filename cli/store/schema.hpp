// Tables and columns of the database, and the documents that they come from.
#pragma once
#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "cli/store/stored_value.hpp"

namespace headroom {

/// A column of the database, and what it is called in the document that it comes from.
struct StoredColumn {
  std::string_view name;  ///< in the database
  std::string_view key;   ///< in the document: a column of a CSV file, a key of TOML (`section.key` in a record)
  ValueKind kind = ValueKind::text;
  bool is_required = false;
  std::string_view check =
      {};  ///< what the database itself makes sure of, as an SQL condition, beside what the kind asks for
};

/// How a table lies in its document.
enum class TableForm {
  rows,     ///< a CSV file, a row each
  entries,  ///< company.toml, a [[key]] each
  record,   ///< company.toml, one row from the keys of one or more [section]s
  rates,    ///< [exchange_rates]: a row for each currency
  policy,   ///< [payment_policy]: a row for each class
};

/// A table of the database that holds a part of a ledger.
struct StoredTable {
  std::string_view name;
  std::string_view document;
  std::string_view key = {};  ///< of `entries`: `loan` for [[loan]]
  TableForm form = TableForm::rows;
  std::vector<StoredColumn> columns;
  std::vector<std::string_view> checks = {};  ///< conditions over several columns
  std::string_view identity = {};             ///< the columns that tell rows of one company apart; empty: none do

  std::optional<std::size_t> index_of(std::string_view column) const;
  std::optional<std::size_t> index_of_key(std::string_view document_key) const;
};

/// The version that this program writes (`PRAGMA user_version`). Whoever changes what `stored_tables` gives adds one to
/// it, and writes the new schema into cli/store/versions, where it stays.
inline constexpr int schema_version = 3;

/// "Hdrm": whose file it is (`PRAGMA application_id`).
inline constexpr int schema_application_id = 0x4864726D;

/// Every table that holds a part of a ledger, the company first. DDL, migrations, writing and reading follow from this.
const std::vector<StoredTable>& stored_tables();

/// The table of a CSV document; null where it is another's.
const StoredTable* table_of_document(std::string_view document);

}  // namespace headroom
