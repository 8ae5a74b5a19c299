#include "cli/store/schema_sql.hpp"

#include <fmt/format.h>

#include <cmath>
#include <span>

#include "cli/ledger/ledger_columns.hpp"
#include "cli/store/schema.hpp"
#include "cli/store/schema_views.hpp"
#include "cli/store/stored_value.hpp"
#include "models/embedded_file.hpp"
#include "models/error.hpp"
#include "models/money.hpp"

namespace headroom {

/// The schemas of cli/store/versions, embedded by the build.
std::span<const EmbeddedFile> earlier_schemas();

namespace {

/// What the kind of a column asks of every value.
std::string check_of_kind(const LedgerColumn& column) {
  const std::string name = sql_name(column.name);
  switch (column.kind) {
    case ValueKind::date:
      return fmt::format("date({0}, '+0 days') IS {0} AND {0} BETWEEN '1901-01-01' AND '2199-12-31'", name);
    case ValueKind::money: return fmt::format("{0} BETWEEN {1} AND {2}", name, -amount_max, amount_max);
    case ValueKind::truth: return name + " IN (0, 1)";
    case ValueKind::text: return column.is_required ? name + " <> ''" : "";
    default: return "";
  }
}

// Checks leave out the functions of JSON: SQLite 3.40 takes them for unsafe in a schema that is not trusted, as ours is
// not (it comes from a file that anybody may have made).

/// What the bounds of a column ask of every value.
std::string check_of_bounds(const LedgerColumn& column) {
  if (column.is_not_negative) return fmt::format("{} >= 0", column.name);
  if (!column.bounds.range) return std::string(column.bounds.condition);
  const NumberRange& range = *column.bounds.range;
  if (range.above_least) return fmt::format("{0} > {1:g} AND {0} <= {2:g}", column.name, range.least, range.most);
  return fmt::format("{} BETWEEN {:g} AND {:g}", column.name, range.least, range.most);
}

/// A NULL passes every check of a value: what must be there is NOT NULL.
/// A figure that nobody has entered is NULL also where every row must have it.
std::string column_sql(const LedgerTable& table, const LedgerColumn& column) {
  const bool is_required = column.is_required && !may_be_unknown(table, column);
  std::string out =
      fmt::format("{} {}{}", sql_name(column.name), sql_type_of(column.kind), is_required ? " NOT NULL" : "");
  if (column.name == "currency") return out + " REFERENCES currency (code)";
  const std::string of_kind = check_of_kind(column);
  const std::string nullable = is_required ? "" : fmt::format("{} IS NULL OR ", sql_name(column.name));
  if (!of_kind.empty()) out += fmt::format(" CHECK ({}{})", nullable, of_kind);
  if (const std::string check = check_of_bounds(column); !check.empty()) out += fmt::format(" CHECK ({})", check);
  return out;
}

/// The table and its indexes.
std::string table_sql(const LedgerTable& table) {
  std::string sql = fmt::format("CREATE TABLE \"{}\" (\n  id INTEGER PRIMARY KEY", table.name);
  if (table.name == "company") sql += ",\n  label TEXT NOT NULL UNIQUE CHECK (label <> '')";
  else sql += ",\n  company_id INTEGER NOT NULL REFERENCES company (id) ON DELETE CASCADE ON UPDATE CASCADE";
  for (const LedgerColumn& column : table.columns) sql += ",\n  " + column_sql(table, column);
  sql += ",\n  notes TEXT CHECK (notes GLOB '{*}')";
  for (const std::string_view check : table.checks) sql += fmt::format(",\n  CHECK ({})", check);
  sql += "\n) STRICT;\n";
  if (table.name != "company") sql += fmt::format("CREATE INDEX {0}_company ON {0} (company_id);\n", table.name);
  if (!table.identity.empty())
    sql += fmt::format("CREATE UNIQUE INDEX {0}_identity ON {0} ({1});\n", table.name, table.identity);
  return sql;
}

constexpr std::string_view currency_table = R"sql(CREATE TABLE "currency" (
  code TEXT PRIMARY KEY CHECK (length(code) = 3),
  units INTEGER NOT NULL CHECK (units IN (1, 10, 100, 1000, 10000))
) STRICT, WITHOUT ROWID;
)sql";

constexpr std::string_view document_table = R"sql(CREATE TABLE "document" (
  company_id INTEGER NOT NULL REFERENCES company (id) ON DELETE CASCADE ON UPDATE CASCADE,
  name TEXT NOT NULL CHECK (name <> ''),
  columns TEXT CHECK (columns GLOB '[[]*]'),
  text TEXT,
  PRIMARY KEY (company_id, name)
) STRICT;
)sql";

}  // namespace

std::string sql_name(std::string_view name) {
  std::string out = "\"";
  for (const char c : name) out += c == '"' ? "\"\"" : std::string(1, c);
  return out + "\"";
}

std::string schema_sql(int version) {
  if (version != schema_version) {
    for (const EmbeddedFile& file : earlier_schemas())
      if (file.name == fmt::format("version_{}.sql", version)) return std::string(file.content);
    throw ContractError(fmt::format("there is no schema of version {}", version));
  }
  std::string sql(currency_table);
  for (const LedgerTable& table : ledger_tables()) sql += table_sql(table);
  return sql + std::string(document_table);
}

std::string currencies_and_views_sql() {
  std::string sql;
  for (const std::string& code : currency_codes())
    sql += fmt::format("INSERT OR IGNORE INTO currency VALUES ('{}', {});\n", code,
                       std::lround(std::pow(10.0, *currency_decimals(code))));
  for (const StoredView& view : stored_views())
    sql += fmt::format("DROP VIEW IF EXISTS {0};\nCREATE VIEW {0} AS{1};\n", view.name, view.select);
  return sql;
}

}  // namespace headroom
