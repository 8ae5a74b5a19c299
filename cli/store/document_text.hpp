// From the rows of a company's tables to the text of its documents.
#pragma once

#include <SQLiteCpp/SQLiteCpp.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "cli/ledger/ledger_columns.hpp"
#include "cli/store/document_rows.hpp"

namespace headroom {

/// The decimals of a company's money in a table.
RowDecimals row_decimals(SQLite::Database& database, std::int64_t company, const LedgerTable& table);

/// The documents of one company, as its tables say.
class DocumentText {
 public:
  DocumentText(SQLite::Database& database, std::int64_t company) : database_(database), company_(company) {}

  /// The text of a document: the one that was imported where the tables still say what it says, otherwise one written
  /// from them. Nothing where the company has no such document.
  std::optional<std::string> text_of(std::string_view document);

  /// The text written from the tables alone. Requires: a document of a table, or company.toml.
  std::string written(std::string_view document);

 private:
  struct Kept {
    std::optional<std::string> columns;  ///< a JSON list
    std::optional<std::string> text;
  };

  std::optional<Kept> kept(std::string_view document);
  std::string csv(const LedgerTable& table, const std::optional<std::string>& columns);
  std::vector<std::string> header(const LedgerTable& table, const std::optional<std::string>& columns);
  std::string toml();
  bool csv_still_says(const LedgerTable& table, std::string_view text);
  bool toml_still_says(std::string_view text);
  bool has_rows(const LedgerTable& table);

  SQLite::Database& database_;
  std::int64_t company_;
};

}  // namespace headroom
