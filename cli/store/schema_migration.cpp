#include "cli/store/schema_migration.hpp"

#include <fmt/format.h>
#include <sqlite3.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "cli/ledger/ledger_columns.hpp"
#include "cli/store/document_text.hpp"
#include "cli/store/schema.hpp"
#include "cli/store/schema_sql.hpp"
#include "cli/store/table_rows.hpp"

namespace headroom {

namespace {

/// A table, index or trigger as its schema has it.
struct SchemaEntry {
  std::string type, name, table, sql;
};

std::vector<SchemaEntry> entries_of(SQLite::Database& database) {
  std::vector<SchemaEntry> entries;
  SQLite::Statement rows(database,
                         "SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE sql IS NOT NULL AND type IN "
                         "('table', 'index', 'trigger') "
                         "AND name NOT LIKE 'sqlite_%'");
  while (rows.executeStep())
    entries.push_back({rows.getColumn(0).getString(), rows.getColumn(1).getString(), rows.getColumn(2).getString(),
                       rows.getColumn(3).getString()});
  return entries;
}

std::vector<std::string> columns_of(SQLite::Database& database, const std::string& table) {
  std::vector<std::string> names;
  SQLite::Statement rows(database, "SELECT name FROM pragma_table_info(?)");
  rows.bind(1, table);
  while (rows.executeStep()) names.push_back(rows.getColumn(0).getString());
  return names;
}

/// Makes a table anew as `wanted` has it, with all of its rows; columns that it no longer has are left out.
void rebuild(SQLite::Database& database, const SchemaEntry& wanted) {
  const std::string aside = wanted.name + "_before";
  const std::vector<std::string> before = columns_of(database, wanted.name);
  database.exec(fmt::format("ALTER TABLE {} RENAME TO {}", sql_name(wanted.name), sql_name(aside)));
  database.exec(wanted.sql);
  std::string shared;
  for (const std::string& column : columns_of(database, wanted.name))
    if (std::find(before.begin(), before.end(), column) != before.end())
      shared += (shared.empty() ? "" : ", ") + sql_name(column);
  database.exec(
      fmt::format("INSERT INTO {0} ({1}) SELECT {1} FROM {2}", sql_name(wanted.name), shared, sql_name(aside)));
  database.exec(fmt::format("DROP TABLE {}", sql_name(aside)));
}

/// What was a note of a row, and is the value of a column now.
void move_notes(SQLite::Database& database, const LedgerTable& table, std::int64_t company) {
  const RowDecimals decimals = row_decimals(database, company, table);
  std::map<std::int64_t, StoredRow> changed;
  TableRows rows(database, table, company);
  while (const StoredRow* row = rows.next()) {
    auto notes = nlohmann::ordered_json::parse(row->notes, nullptr, false);
    if (!notes.is_object()) continue;
    StoredRow after = *row;
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
      const auto note = notes.find(table.columns[i].key);
      if (note == notes.end() || !note->is_string() || !is_null(after.values[i])) continue;
      const auto value = stored_value(table.columns[i].kind, note->get<std::string>(), decimals.of(table, *row));
      if (!value) continue;
      after.values[i] = *value;
      notes.erase(note);
    }
    after.notes = notes.empty() ? "" : notes.dump();
    if (after != *row) changed[rows.id()] = std::move(after);
  }
  for (const auto& [id, row] : changed) replace_row(database, table, id, row);
}

std::vector<SchemaEntry> entries_of_version(int version) {
  SQLite::Database database(":memory:", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
  database.exec(schema_sql(version));
  return entries_of(database);
}

/// Makes an index or trigger of others again. Its text is the file's, which anybody may have written: SQLite has parsed
/// no more of it than its first statement, and no more is run.
void make_again(SQLite::Database& database, const SchemaEntry& entry) {
  const bool is_what_it_says =
      entry.type == "trigger" ? entry.sql.starts_with("CREATE TRIGGER ")
                              : entry.sql.starts_with("CREATE INDEX ") || entry.sql.starts_with("CREATE UNIQUE INDEX ");
  if (!is_what_it_says)
    throw SQLite::Exception(fmt::format("the {} {} is none", entry.type, entry.name), SQLITE_CORRUPT);
  SQLite::Statement(database, entry.sql).exec();
}

/// Brings the tables from an earlier version's to this one's. Gives what others have put on them, to be made again when
/// their rows are as they should be.
std::vector<SchemaEntry> bring_forward(SQLite::Database& database, int version) {
  const std::vector<SchemaEntry> found = entries_of(database), before = entries_of_version(version),
                                 wanted = entries_of_version(schema_version);
  const auto find = [](const std::vector<SchemaEntry>& entries, const SchemaEntry& like) {
    return std::find_if(entries.begin(), entries.end(), [&like](const SchemaEntry& entry) {
      return entry.type == like.type && entry.name == like.name;
    });
  };
  // What stands on the tables is made again when they are as they should be: ours as we have it, others' as it was.
  for (const SchemaEntry& entry : found)
    if (entry.type != "table") database.exec(fmt::format("DROP {} {}", entry.type, sql_name(entry.name)));
  for (const SchemaEntry& entry : wanted) {
    if (entry.type != "table") continue;
    const auto present = find(found, entry);
    if (present == found.end()) database.exec(entry.sql);
    else if (present->sql != entry.sql) rebuild(database, entry);
  }
  for (const SchemaEntry& entry : wanted)
    if (entry.type == "index") database.exec(entry.sql);
  std::vector<SchemaEntry> of_others;
  for (const SchemaEntry& entry : found)
    if (entry.type != "table" && find(before, entry) == before.end()) of_others.push_back(entry);
  return of_others;
}

}  // namespace

void make_schema(SQLite::Database& database, int version) {
  database.exec(fmt::format("PRAGMA application_id = {}", schema_application_id));
  database.exec(schema_sql(version));
  database.exec(fmt::format("PRAGMA user_version = {}", version));
  database.exec(currencies_and_views_sql());
}

void migrate(SQLite::Database& database) {
  database.exec("PRAGMA foreign_keys = OFF");       // or a company's rows would go with its table
  database.exec("PRAGMA legacy_alter_table = ON");  // or views of a table that is made anew would stand in the way
  SQLite::Transaction transaction(database, SQLite::TransactionBehavior::IMMEDIATE);
  const int version = database.execAndGet("PRAGMA user_version").getInt();
  if (version < schema_version) {
    const std::vector<SchemaEntry> of_others = bring_forward(database, version);
    std::vector<std::int64_t> companies;
    SQLite::Statement ids(database, "SELECT id FROM company");
    while (ids.executeStep()) companies.push_back(ids.getColumn(0).getInt64());
    for (const LedgerTable& table : ledger_tables())
      if (table.form == TableForm::rows)
        for (const std::int64_t company : companies) move_notes(database, table, company);
    database.exec(currencies_and_views_sql());
    for (const SchemaEntry& entry : of_others) make_again(database, entry);
    database.exec(fmt::format("PRAGMA user_version = {}", schema_version));
  }
  transaction.commit();
  database.exec("PRAGMA legacy_alter_table = OFF");
  database.exec("PRAGMA foreign_keys = ON");
}

}  // namespace headroom
