// Writes and reads the rows of one company in one table.
#pragma once

#include <SQLiteCpp/SQLiteCpp.h>

#include <cstdint>
#include <memory>
#include <vector>

#include "cli/ledger/ledger_columns.hpp"
#include "cli/store/document_rows.hpp"

namespace headroom {

/// Puts the rows of one company into a table.
class TableWriter {
 public:
  TableWriter(SQLite::Database& database, const LedgerTable& table, std::int64_t company);
  void write(const StoredRow& row);

 private:
  const LedgerTable& table_;
  std::int64_t company_;
  SQLite::Statement insert_;
};

/// Takes the rows of one company out of a table, in the order in which they were put in.
class TableRows {
 public:
  TableRows(SQLite::Database& database, const LedgerTable& table, std::int64_t company);

  /// The next row; null after the last. Valid until the next call.
  const StoredRow* next();
  /// Of the row that came last.
  std::int64_t id();

 private:
  const LedgerTable& table_;
  SQLite::Statement select_;
  StoredRow row_;
};

/// Puts other values and notes into a row.
void replace_row(SQLite::Database& database, const LedgerTable& table, std::int64_t id, const StoredRow& row);

/// A value as a statement gives it.
StoredValue value_of(const SQLite::Column& column);

/// Binds a value to a parameter.
void bind_value(SQLite::Statement& statement, int parameter, const StoredValue& value);

}  // namespace headroom
