#include "cli/store/database.hpp"

#include <SQLiteCpp/Backup.h>
#include <sqlite3.h>

#include <fstream>
#include <map>
#include <system_error>

#include "cli/store/schema.hpp"
#include "cli/store/schema_migration.hpp"
#include "cli/store/schema_sql.hpp"
#include "cli/syntax/message.hpp"

namespace headroom {

namespace {

Fault whole_file(const std::filesystem::path& path, Message what, Message mend) {
  return Fault{path.string(), 0, 0, std::move(what), "", std::move(mend)};
}

Fault refused_by_machine(const std::filesystem::path& path, Message what, Message mend) {
  Fault fault = whole_file(path, std::move(what), std::move(mend));
  fault.is_of_machine = true;
  return fault;
}

/// What stands in the way before SQLite has a look.
std::optional<Fault> obstacle(const std::filesystem::path& path) {
  std::error_code error;
  const auto status = std::filesystem::status(path, error);
  if (status.type() == std::filesystem::file_type::not_found)
    return whole_file(path, "there is no such file",
                      "check the path, or make a database with `headroom import LEDGER --db FILE.db`");
  if (std::filesystem::is_directory(status))
    return whole_file(path, "is a folder, where a database is needed", "name the file itself");
  if (!std::filesystem::is_regular_file(status))
    return whole_file(path, "is neither a file nor a link to one", "name the database itself");
  std::ifstream file(path, std::ios::binary);
  if (!file) return whole_file(path, "cannot be read", "check the file's permissions");
  std::string head(16, '\0');
  file.read(head.data(), static_cast<std::streamsize>(head.size()));
  if (file.gcount() == 0)
    return whole_file(path, "is empty: it holds no ledger",
                      "make a database with `headroom import LEDGER --db FILE.db`");
  if (head != std::string("SQLite format 3\0", 16))
    return whole_file(path, "is no SQLite database", "name a file that `headroom import LEDGER --db FILE.db` has made");
  return std::nullopt;
}

/// Text, numbers and types in it are a stranger's: nothing of its schema may run, and it is checked where that costs
/// little.
void protect(SQLite::Database& database) {
  ::sqlite3_db_config(database.getHandle(), SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  database.exec("PRAGMA trusted_schema = OFF");
  database.exec("PRAGMA cell_size_check = ON");
  database.exec("PRAGMA foreign_keys = ON");
}

int pragma_number(SQLite::Database& database, const std::string& name) {
  return database.execAndGet("PRAGMA " + name).getInt();
}

bool is_current(SQLite::Database& database) { return pragma_number(database, "user_version") == schema_version; }

/// The tables and indexes of the schema by name, as they were made; what others have added is theirs.
std::map<std::string, std::string> made_by(SQLite::Database& database) {
  std::map<std::string, std::string> made;
  SQLite::Statement rows(
      database,
      "SELECT type || ' ' || name, sql FROM sqlite_schema WHERE type IN ('table', 'index') AND sql IS NOT NULL");
  while (rows.executeStep()) made[rows.getColumn(0).getString()] = rows.getColumn(1).getString();
  return made;
}

/// The schema must be ours to the letter: what reads a column of it need not look again.
std::optional<Fault> schema_fault(SQLite::Database& database, int version, const std::filesystem::path& path) {
  SQLite::Database ours(":memory:", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
  ours.exec(schema_sql(version));
  const auto found = made_by(database);
  for (const auto& [name, sql] : made_by(ours)) {
    const auto theirs = found.find(name);
    if (theirs == found.end())
      return whole_file(path, message("is damaged: its {} is missing", name), "take it from a copy of the file");
    if (theirs->second != sql)
      return whole_file(path, message("its {} was changed", name),
                        "take it from a copy of the file, and add views or tables of your own instead");
  }
  return std::nullopt;
}

/// Whether the file is one of ours, whole, and not too new.
std::optional<Fault> identity_fault(SQLite::Database& database, const std::filesystem::path& path) {
  const int application = pragma_number(database, "application_id"), version = pragma_number(database, "user_version");
  if (application != schema_application_id)
    return whole_file(path, "is a database of another program",
                      "name a file that `headroom import LEDGER --db FILE.db` has made");
  if (version > schema_version)
    return whole_file(path,
                      message("was written by a newer headroom (schema version {}; this one knows up to {})", version,
                              schema_version),
                      "use the newer headroom");
  if (version < 1) return whole_file(path, "is damaged: it has no schema version", "take it from a copy of the file");
  const std::string check = database.execAndGet("PRAGMA quick_check(1)").getString();
  if (check != "ok") return whole_file(path, message("is damaged ({})", check), "take it from a copy of the file");
  return schema_fault(database, version, path);
}

}  // namespace

Fault fault_of(const SQLite::Exception& error, const std::filesystem::path& path) {
  const std::string said = error.what();
  switch (error.getErrorCode()) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return refused_by_machine(path, "is locked: another program is writing to it",
                                "wait until it has finished, or close it");
    case SQLITE_FULL:
      return refused_by_machine(path, "cannot be written (no space left on the disk)", "make room on the disk");
    case SQLITE_READONLY:
    case SQLITE_PERM:
      return refused_by_machine(path, "cannot be written (it is read-only)",
                                "check the permissions of the file and of its folder");
    case SQLITE_CANTOPEN:
      return refused_by_machine(path, "cannot be opened", "check the permissions of the file and of its folder");
    case SQLITE_IOERR:
      return refused_by_machine(path, message("cannot be read or written ({})", said), "check the disk");
    case SQLITE_NOMEM: return refused_by_machine(path, "there is not enough memory", "close other programs");
    case SQLITE_CORRUPT: return whole_file(path, message("is damaged ({})", said), "take it from a copy of the file");
    case SQLITE_NOTADB:
      return whole_file(path, "is no SQLite database",
                        "name a file that `headroom import LEDGER --db FILE.db` has made");
    case SQLITE_CONSTRAINT:
      return whole_file(path, message("does not take this ledger ({})", said), "correct that value in the ledger");
    default: return whole_file(path, message("cannot be used ({})", said), "take it from a copy of the file");
  }
}

Result<std::unique_ptr<SQLite::Database>> open_database_to_read(const std::filesystem::path& path) {
  if (auto fault = obstacle(path)) return std::move(*fault);
  return with_faults(path, [&]() -> Result<std::unique_ptr<SQLite::Database>> {
    // Open for writing where that is allowed: what a killed import left half done is taken back before anything is
    // read.
    auto database = std::make_unique<SQLite::Database>(path.string(), SQLite::OPEN_READWRITE, lock_wait_milliseconds);
    protect(*database);
    database->exec("BEGIN");
    if (auto fault = identity_fault(*database, path)) return std::move(*fault);
    if (is_current(*database)) {
      database->exec("PRAGMA query_only = ON");
      return database;
    }
    auto copy = std::make_unique<SQLite::Database>(":memory:", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    SQLite::Backup(*copy, *database).executeStep();
    protect(*copy);
    migrate(*copy);
    return copy;
  });
}

Result<std::unique_ptr<SQLite::Database>> open_database_to_write(const std::filesystem::path& path, bool is_new) {
  if (!is_new)
    if (auto fault = obstacle(path)) return std::move(*fault);
  return with_faults(path, [&]() -> Result<std::unique_ptr<SQLite::Database>> {
    auto database = std::make_unique<SQLite::Database>(
        path.string(), SQLite::OPEN_READWRITE | (is_new ? SQLite::OPEN_CREATE : 0), lock_wait_milliseconds);
    protect(*database);
    if (!is_new) {
      if (auto fault = identity_fault(*database, path)) return std::move(*fault);
      if (!is_current(*database)) migrate(*database);
    }
    database->exec("BEGIN IMMEDIATE");
    if (is_new) make_schema(*database, schema_version);
    return database;
  });
}

}  // namespace headroom
