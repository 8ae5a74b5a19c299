#include "cli/store/saved_runs.hpp"

#include <sqlite3.h>

#include <charconv>
#include <map>
#include <system_error>

#include "cli/files/gzip.hpp"
#include "cli/files/inputs_hash.hpp"
#include "cli/files/output_file.hpp"
#include "cli/store/database.hpp"
#include "cli/store/ledger_store.hpp"
#include "cli/syntax/message.hpp"

namespace headroom {

namespace {

constexpr std::size_t unpacked_bytes_max = std::size_t{1} << 30;

/// The tables of saved runs, which stand beside those of ledgers: a text is kept once, however many runs have read it.
const std::map<std::string, std::string> saved_tables = {{"saved_text", R"sql(CREATE TABLE saved_text (
  id INTEGER PRIMARY KEY,
  sha256 TEXT NOT NULL UNIQUE,
  packed BLOB NOT NULL
) STRICT)sql"},
                                                         {"saved_run", R"sql(CREATE TABLE saved_run (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  saved_at TEXT NOT NULL,
  command TEXT NOT NULL,
  company TEXT NOT NULL,
  as_of TEXT NOT NULL,
  seed TEXT NOT NULL,
  paths TEXT NOT NULL,
  default_probability REAL,
  inputs_sha256 TEXT NOT NULL,
  version TEXT NOT NULL,
  compiler TEXT NOT NULL,
  exit_status INTEGER NOT NULL,
  result BLOB NOT NULL
) STRICT)sql"},
                                                         {"saved_input", R"sql(CREATE TABLE saved_input (
  run_id INTEGER NOT NULL REFERENCES saved_run (id),
  place INTEGER NOT NULL,
  noun TEXT NOT NULL,
  name TEXT NOT NULL,
  file TEXT NOT NULL,
  text_id INTEGER NOT NULL REFERENCES saved_text (id),
  PRIMARY KEY (run_id, place)
) STRICT)sql"}};

Fault file_fault(const std::filesystem::path& path, Message what, Message mend) {
  return Fault{path.string(), 0, 0, std::move(what), "", std::move(mend)};
}

bool is_missing_or_empty(const std::filesystem::path& path) {
  std::error_code error;
  if (!std::filesystem::exists(path, error)) return true;
  return std::filesystem::is_regular_file(path, error) && std::filesystem::file_size(path, error) == 0;
}

/// Whether the file holds saved runs. Errors: its tables are not as this program makes them.
Result<bool> holds_runs(SQLite::Database& database, const std::filesystem::path& path) {
  std::size_t found = 0;
  for (const auto& [name, sql] : saved_tables) {
    SQLite::Statement entry(database, "SELECT sql FROM sqlite_schema WHERE type = 'table' AND name = ?");
    entry.bind(1, name);
    if (!entry.executeStep()) continue;
    ++found;
    if (entry.getColumn(0).getString() != sql)
      return file_fault(path, message("its table {} was changed, or made by a newer headroom", name),
                        "take it from a copy of the file, or use the newer headroom");
  }
  if (found != 0 && found != saved_tables.size())
    return file_fault(path, "is damaged: a table of its saved runs is missing", "take it from a copy of the file");
  return found != 0;
}

std::int64_t id_of_text(SQLite::Database& database, const std::string& text) {
  const std::string sha256 = inputs_sha256({{"", text}});
  SQLite::Statement known(database, "SELECT id FROM saved_text WHERE sha256 = ?");
  known.bind(1, sha256);
  if (known.executeStep()) return known.getColumn(0).getInt64();
  const std::string packed = packed_gzip(text);
  SQLite::Statement insert(database, "INSERT INTO saved_text (sha256, packed) VALUES (?, ?)");
  insert.bind(1, sha256);
  insert.bind(2, packed.data(), static_cast<int>(packed.size()));
  insert.exec();
  return database.getLastInsertRowid();
}

std::int64_t insert_run(SQLite::Database& database, const SavedRun& run) {
  SQLite::Statement insert(database,
                           "INSERT INTO saved_run (saved_at, command, company, as_of, seed, paths, default_probability,"
                           " inputs_sha256, version, compiler, exit_status, result) "
                           "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
  const std::string packed = packed_gzip(run.result);
  insert.bind(1, run.saved_at);
  insert.bind(2, run.command);
  insert.bind(3, run.company);
  insert.bind(4, run.as_of);
  insert.bind(5, std::to_string(run.seed));
  insert.bind(6, std::to_string(run.paths));
  if (run.default_probability) insert.bind(7, *run.default_probability);
  insert.bind(8, run.inputs_sha256);
  insert.bind(9, run.version);
  insert.bind(10, run.compiler);
  insert.bind(11, run.exit_status);
  insert.bind(12, packed.data(), static_cast<int>(packed.size()));
  insert.exec();
  return database.getLastInsertRowid();
}

void insert_inputs(SQLite::Database& database, std::int64_t run_id, const std::vector<SavedInput>& inputs) {
  std::int64_t place = 0;
  for (const SavedInput& input : inputs) {
    const std::int64_t text_id = id_of_text(database, input.text);
    SQLite::Statement insert(database, "INSERT INTO saved_input VALUES (?, ?, ?, ?, ?, ?)");
    insert.bind(1, run_id);
    insert.bind(2, place++);
    insert.bind(3, input.noun);
    insert.bind(4, input.name);
    insert.bind(5, input.file);
    insert.bind(6, text_id);
    insert.exec();
  }
}

std::uint64_t whole_number(const std::string& digits) {
  std::uint64_t number = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), number);
  return number;
}

constexpr const char* run_columns =
    "SELECT id, saved_at, command, company, as_of, seed, paths, default_probability, inputs_sha256, version, compiler, "
    "exit_status, result FROM saved_run";

/// All but inputs and result.
SavedRun run_of(SQLite::Statement& row) {
  SavedRun run;
  run.id = row.getColumn(0).getInt64();
  run.saved_at = row.getColumn(1).getString();
  run.command = row.getColumn(2).getString();
  run.company = row.getColumn(3).getString();
  run.as_of = row.getColumn(4).getString();
  run.seed = whole_number(row.getColumn(5).getString());
  run.paths = whole_number(row.getColumn(6).getString());
  if (!row.getColumn(7).isNull()) run.default_probability = row.getColumn(7).getDouble();
  run.inputs_sha256 = row.getColumn(8).getString();
  run.version = row.getColumn(9).getString();
  run.compiler = row.getColumn(10).getString();
  run.exit_status = row.getColumn(11).getInt();
  return run;
}

Result<std::string> unpacked(const std::filesystem::path& path, const SQLite::Column& column) {
  const std::string_view bytes(static_cast<const char*>(column.getBlob()), static_cast<std::size_t>(column.getBytes()));
  auto text = unpacked_gzip(path.string(), bytes, unpacked_bytes_max);
  if (text) return text;
  return file_fault(path, "is damaged: what it holds of a saved run cannot be unpacked",
                    "take it from a copy of the file");
}

Fault no_such_run(SQLite::Database& database, const std::filesystem::path& path, std::int64_t id) {
  const std::int64_t last = database.execAndGet("SELECT coalesce(max(id), 0) FROM saved_run").getInt64();
  Fault fault = file_fault(
      path, "holds no saved run with this id",
      last == 0 ? Message("save one with `--save`") : message("`headroom runs` lists what it holds, up to {}", last));
  fault.value = std::to_string(id);
  return fault;
}

}  // namespace

std::optional<Fault> obstacle_to_saving(const std::filesystem::path& path) {
  std::error_code error;
  const auto parent = path.parent_path();
  if (!parent.empty() && !std::filesystem::is_directory(parent, error)) {
    Fault fault =
        file_fault(path, "cannot be made: there is no such folder", "make the folder, or save to another place");
    fault.value = parent.string();
    fault.is_of_machine = true;
    return fault;
  }
  if (is_missing_or_empty(path)) return std::nullopt;
  const auto runs = saved_runs(path);
  if (runs) return std::nullopt;
  return runs.faults().front();
}

Result<std::int64_t> save_run(const std::filesystem::path& path, const SavedRun& run) {
  if (is_missing_or_empty(path)) {
    auto store = LedgerStore::open_to_write(path);
    if (!store) return store.faults();
    const auto made = store.value().commit();
    // Where another process was first, its file is taken.
    if (!made && is_missing_or_empty(path)) return made.faults();
  }
  auto opened = open_database_to_write(path, false);
  if (!opened) return opened.faults();
  return with_faults(path, [&]() -> Result<std::int64_t> {
    SQLite::Database& database = *opened.value();
    const auto known = holds_runs(database, path);
    if (!known) return known.faults();
    if (!known.value())
      for (const char* table : {"saved_text", "saved_run", "saved_input"}) database.exec(saved_tables.at(table));
    const std::int64_t id = insert_run(database, run);
    insert_inputs(database, id, run.inputs);
    database.exec("COMMIT");
    return id;
  });
}

Result<std::vector<SavedRun>> saved_runs(const std::filesystem::path& path) {
  auto opened = open_database_to_read(path);
  if (!opened) return opened.faults();
  return with_faults(path, [&]() -> Result<std::vector<SavedRun>> {
    const auto known = holds_runs(*opened.value(), path);
    if (!known) return known.faults();
    std::vector<SavedRun> runs;
    if (!known.value()) return runs;
    SQLite::Statement rows(*opened.value(), std::string(run_columns) + " ORDER BY id");
    while (rows.executeStep()) runs.push_back(run_of(rows));
    return runs;
  });
}

Result<SavedRun> saved_run(const std::filesystem::path& path, std::int64_t id) {
  auto opened = open_database_to_read(path);
  if (!opened) return opened.faults();
  return with_faults(path, [&]() -> Result<SavedRun> {
    SQLite::Database& database = *opened.value();
    const auto known = holds_runs(database, path);
    if (!known) return known.faults();
    if (!known.value()) return file_fault(path, "holds no saved run", "save one with `--save`");
    SQLite::Statement row(database, std::string(run_columns) + " WHERE id = ?");
    row.bind(1, id);
    if (!row.executeStep()) return no_such_run(database, path, id);
    SavedRun run = run_of(row);
    auto result = unpacked(path, row.getColumn(12));
    if (!result) return result.faults();
    run.result = std::move(result).value();
    SQLite::Statement inputs(database,
                             "SELECT noun, name, file, packed FROM saved_input JOIN saved_text ON saved_text.id = "
                             "text_id WHERE run_id = ? ORDER BY place");
    inputs.bind(1, id);
    while (inputs.executeStep()) {
      auto text = unpacked(path, inputs.getColumn(3));
      if (!text) return text.faults();
      run.inputs.push_back({inputs.getColumn(0).getString(), inputs.getColumn(1).getString(),
                            inputs.getColumn(2).getString(), std::move(text).value()});
    }
    return run;
  });
}

}  // namespace headroom
