#include "cli/store/schema_sql.hpp"

#include <fmt/format.h>

#include <cmath>

#include "cli/store/schema_views.hpp"
#include "models/money.hpp"

namespace headroom {

namespace {

/// What the kind of a column asks of every value.
std::string check_of_kind(const StoredColumn& column) {
  const std::string name = sql_name(column.name);
  switch (column.kind) {
    case ValueKind::date: return fmt::format("date({0}, '+0 days') IS {0} AND {0} BETWEEN '1901-01-01' AND '2199-12-31'", name);
    case ValueKind::money: return fmt::format("{0} BETWEEN {1} AND {2}", name, -amount_max, amount_max);
    case ValueKind::truth: return name + " IN (0, 1)";
    case ValueKind::text: return column.is_required ? name + " <> ''" : "";
    default: return "";
  }
}

// Checks leave out the functions of JSON: SQLite 3.40 takes them for unsafe in a schema that is not trusted, as ours is not (it comes from
// a file that anybody may have made).

/// A NULL passes every check of a value: what must be there is NOT NULL.
std::string column_sql(const StoredColumn& column) {
  std::string out = fmt::format("{} {}{}", sql_name(column.name), sql_type_of(column.kind), column.is_required ? " NOT NULL" : "");
  if (column.name == "currency") return out + " REFERENCES currency (code)";
  const std::string of_kind = check_of_kind(column);
  const std::string nullable = column.is_required ? "" : fmt::format("{} IS NULL OR ", sql_name(column.name));
  if (!of_kind.empty()) out += fmt::format(" CHECK ({}{})", nullable, of_kind);
  if (!column.check.empty()) out += fmt::format(" CHECK ({})", column.check);
  return out;
}

std::string identity_sql(const StoredTable& table) {
  return fmt::format("CREATE UNIQUE INDEX {0}_identity ON {0} ({1})", table.name, table.identity);
}

void add_table(const StoredTable& table, int version, std::vector<std::string>& steps) {
  std::string sql = fmt::format("CREATE TABLE {} (\n  id INTEGER PRIMARY KEY", table.name);
  if (table.name == "company") sql += ",\n  label TEXT NOT NULL UNIQUE CHECK (label <> '')";
  else sql += ",\n  company_id INTEGER NOT NULL REFERENCES company (id) ON DELETE CASCADE ON UPDATE CASCADE";
  for (const StoredColumn& column : table.columns)
    if (column.since <= version) sql += ",\n  " + column_sql(column);
  sql += ",\n  notes TEXT CHECK (notes GLOB '{*}')";
  for (const std::string_view check : table.checks) sql += fmt::format(",\n  CHECK ({})", check);
  steps.push_back(sql + "\n) STRICT");
  if (table.name != "company") steps.push_back(fmt::format("CREATE INDEX {0}_company ON {0} (company_id)", table.name));
  if (!table.identity.empty()) steps.push_back(identity_sql(table));
}

void add_first_tables(std::vector<std::string>& steps) {
  steps.emplace_back(
      "CREATE TABLE currency (\n"
      "  code TEXT PRIMARY KEY CHECK (length(code) = 3),\n"
      "  units INTEGER NOT NULL CHECK (units IN (1, 10, 100, 1000, 10000))\n"
      ") STRICT, WITHOUT ROWID");
}

void add_documents(std::vector<std::string>& steps) {
  steps.emplace_back(
      "CREATE TABLE document (\n"
      "  company_id INTEGER NOT NULL REFERENCES company (id) ON DELETE CASCADE ON UPDATE CASCADE,\n"
      "  name TEXT NOT NULL CHECK (name <> ''),\n"
      "  columns TEXT CHECK (columns GLOB '[[]*]'),\n"
      "  text TEXT,\n"
      "  PRIMARY KEY (company_id, name)\n"
      ") STRICT");
}

}  // namespace

std::string sql_name(std::string_view name) {
  std::string out = "\"";
  for (const char c : name) out += c == '"' ? "\"\"" : std::string(1, c);
  return out + "\"";
}

std::vector<std::string> steps_to(int version) {
  std::vector<std::string> steps;
  if (version == 1) add_first_tables(steps);
  for (const StoredTable& table : stored_tables()) {
    if (table.since == version) add_table(table, version, steps);
    if (table.since >= version) continue;
    for (const StoredColumn& column : table.columns)
      if (column.since == version) steps.push_back(fmt::format("ALTER TABLE {} ADD COLUMN {}", table.name, column_sql(column)));
  }
  if (version == 1) add_documents(steps);
  steps.push_back(fmt::format("PRAGMA user_version = {}", version));
  return steps;
}

std::vector<std::string> steps_of_every_version() {
  std::vector<std::string> steps;
  for (const std::string& code : currency_codes())
    steps.push_back(
        fmt::format("INSERT OR IGNORE INTO currency VALUES ('{}', {})", code, std::lround(std::pow(10.0, *currency_decimals(code)))));
  for (const StoredView& view : stored_views()) {
    steps.push_back(fmt::format("DROP VIEW IF EXISTS {}", view.name));
    steps.push_back(fmt::format("CREATE VIEW {} AS\n{}", view.name, view.select));
  }
  return steps;
}

}  // namespace headroom
