#include "cli/store/table_rows.hpp"

#include <fmt/format.h>

#include "cli/store/schema_sql.hpp"

namespace headroom {

namespace {

std::string insert_sql(const LedgerTable& table) {
  std::string names = "company_id", marks = "?";
  for (const LedgerColumn& column : table.columns) names += ", " + sql_name(column.name), marks += ", ?";
  return fmt::format("INSERT INTO {} ({}, notes) VALUES ({}, ?)", table.name, names, marks);
}

std::string select_sql(const LedgerTable& table) {
  std::string names = "id";
  for (const LedgerColumn& column : table.columns) names += ", " + sql_name(column.name);
  return fmt::format("SELECT {}, notes FROM {} WHERE {} = ? ORDER BY id", names, table.name,
                     table.name == "company" ? "id" : "company_id");
}

}  // namespace

StoredValue value_of(const SQLite::Column& column) {
  if (column.isNull()) return {};
  if (column.isInteger()) return column.getInt64();
  if (column.isFloat()) return column.getDouble();
  return column.getString();
}

void bind_value(SQLite::Statement& statement, int parameter, const StoredValue& value) {
  if (is_null(value)) statement.bind(parameter);
  else if (const auto* whole = std::get_if<std::int64_t>(&value)) statement.bind(parameter, *whole);
  else if (const auto* number = std::get_if<double>(&value)) statement.bind(parameter, *number);
  else statement.bind(parameter, std::get<std::string>(value));
}

void replace_row(SQLite::Database& database, const LedgerTable& table, std::int64_t id, const StoredRow& row) {
  std::string columns;
  for (const LedgerColumn& column : table.columns) columns += sql_name(column.name) + " = ?, ";
  SQLite::Statement update(database, fmt::format("UPDATE {} SET {}notes = ? WHERE id = ?", table.name, columns));
  int parameter = 0;
  for (const StoredValue& value : row.values) bind_value(update, ++parameter, value);
  bind_value(update, ++parameter, row.notes.empty() ? StoredValue() : StoredValue(row.notes));
  update.bind(++parameter, id);
  update.exec();
}

TableWriter::TableWriter(SQLite::Database& database, const LedgerTable& table, std::int64_t company)
    : table_(table), company_(company), insert_(database, insert_sql(table)) {}

void TableWriter::write(const StoredRow& row) {
  int parameter = 0;
  insert_.bind(++parameter, company_);
  for (const StoredValue& value : row.values) bind_value(insert_, ++parameter, value);
  if (row.notes.empty()) insert_.bind(++parameter);
  else insert_.bindNoCopy(++parameter, row.notes);
  insert_.exec();
  insert_.reset();
}

TableRows::TableRows(SQLite::Database& database, const LedgerTable& table, std::int64_t company)
    : table_(table), select_(database, select_sql(table)), row_{std::vector<StoredValue>(table.columns.size()), ""} {
  select_.bind(1, company);
}

const StoredRow* TableRows::next() {
  if (!select_.executeStep()) return nullptr;
  int column = 0;
  for (StoredValue& value : row_.values) value = value_of(select_.getColumn(++column));
  const SQLite::Column notes = select_.getColumn(++column);
  row_.notes = notes.isNull() ? "" : notes.getString();
  return &row_;
}

std::int64_t TableRows::id() { return select_.getColumn(0).getInt64(); }

}  // namespace headroom
