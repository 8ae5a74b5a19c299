// Databases of earlier versions, and what this one must know of the formats.

#include <SQLiteCpp/SQLiteCpp.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <chrono>
#include <regex>
#include <set>
#include <thread>

#include "cli/ledger/ledger_columns.hpp"
#include "cli/store/ledger_store.hpp"
#include "cli/store/schema.hpp"
#include "tests/cli/store_sample.hpp"
#include "tests/cli/temporary_folder.hpp"
#include "tests/engine/random_choice.hpp"
#include "tests/source_folder.hpp"

using namespace headroom;

namespace {

const std::filesystem::path root = source_folder();

/// A file of the first version, with two firms, and what somebody has added to it.
void make_version_1(const std::filesystem::path& file) {
  SQLite::Database database(file.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
  database.exec(content_of(root / "fixtures/databases/version_1.sql"));
  database.exec(
      "CREATE INDEX mine ON receivable (due); CREATE VIEW late AS SELECT * FROM receivable WHERE due < '2026-10-31'");
  database.exec(
      "CREATE TABLE diary (what); CREATE TRIGGER noted AFTER UPDATE ON receivable BEGIN INSERT INTO diary VALUES "
      "(new.id); END");
}

/// A file of the second version, whose notes on suppliers are columns now.
void make_version_2(const std::filesystem::path& file) {
  SQLite::Database database(file.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
  database.exec(content_of(root / "fixtures/databases/version_2.sql"));
}

/// A file of the third version, whose `basis` of an invoice was kept in the text alone.
void make_version_3(const std::filesystem::path& file) {
  SQLite::Database database(file.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
  database.exec(content_of(root / "fixtures/databases/version_3.sql"));
}

std::string answer(const std::filesystem::path& file, const std::string& query) {
  SQLite::Database database(file.string(), SQLite::OPEN_READWRITE);
  SQLite::Statement rows(database, query);
  std::string out;
  while (rows.executeStep()) {
    for (int i = 0; i < rows.getColumnCount(); ++i) out += (i > 0 ? "|" : "") + rows.getColumn(i).getString();
    out += "\n";
  }
  return out;
}

std::map<std::string, std::string> documents_of(const std::filesystem::path& file, const std::string& company) {
  auto store = LedgerStore::open_to_read(file);
  REQUIRE(store);
  auto source = store.value().ledger(company);
  REQUIRE(source);
  std::map<std::string, std::string> documents;
  for (const std::string& name : ledger_documents())
    if (const auto text = source.value()->text_of(name, 1 << 30); text.value()) documents[name] = *text.value();
  return documents;
}

const std::string schema_query =
    "SELECT type, name, sql FROM sqlite_schema WHERE name NOT IN ('mine', 'late', 'diary', 'noted') ORDER BY 1, 2";

}  // namespace

TEST_CASE("a database of the first version is read without being changed") {
  const TemporaryFolder folder;
  make_version_1(folder / "f.db");
  const std::string before = content_of(folder / "f.db");
  const auto documents = documents_of(folder / "f.db", "Kestrel Joinery");
  CHECK(documents.size() == 7);
  CHECK(documents.at("company.toml").starts_with("# A made-up joinery"));
  DocumentSource source(documents);
  const auto loaded = load_ledger(source);
  REQUIRE(loaded);
  CHECK(loaded.value().ledger.receivables.at(0).part == "deposit");
  CHECK(content_of(folder / "f.db") == before);
}

TEST_CASE("a database of the first version is brought forward when something is imported into it") {
  const TemporaryFolder folder;
  make_version_1(folder / "f.db");
  const auto before = documents_of(folder / "f.db", "Kestrel Joinery");
  put_documents(folder / "f.db", "Birch", {{"company.toml", small_company}});
  CHECK(answer(folder / "f.db", "PRAGMA user_version") == std::to_string(schema_version) + "\n");
  CHECK(answer(folder / "f.db", "PRAGMA integrity_check") == "ok\n");
  CHECK(answer(folder / "f.db", "PRAGMA foreign_key_check").empty());
  CHECK(documents_of(folder / "f.db", "Kestrel Joinery") == before);

  // What was a note is a column now; other notes stay notes.
  CHECK(answer(folder / "f.db", "SELECT id, part, notes ->> 'Region' FROM receivable WHERE part IS NOT NULL") ==
        "1|deposit|north\n2|rest|south, coast\n");
  CHECK(answer(folder / "f.db", "SELECT count(*) FROM receivable WHERE notes ->> 'part' IS NOT NULL") == "0\n");

  // The file is as a new one would be, with what others have added to it.
  put_documents(folder / "new.db", "Birch", {{"company.toml", small_company}});
  CHECK(answer(folder / "f.db", schema_query) == answer(folder / "new.db", schema_query));
  CHECK(answer(folder / "f.db",
               "SELECT name FROM sqlite_schema WHERE name IN ('mine', 'late', 'diary', 'noted') ORDER BY 1") ==
        "diary\nlate\nmine\nnoted\n");
  CHECK(answer(folder / "f.db", "SELECT id FROM late") == "3\n");
}

TEST_CASE("a database of the second version is read with what its notes say of credit limits, without being changed") {
  const TemporaryFolder folder;
  make_version_2(folder / "f.db");
  const std::string before = content_of(folder / "f.db");
  auto documents = documents_of(folder / "f.db", "Teal Printers");
  CHECK(content_of(folder / "f.db") == before);
  CHECK(documents.at("suppliers.csv").find("Old Mill,,45,,ask Mo,,\"Mo, twice\"") != std::string::npos);
  std::string& suppliers = documents.at("suppliers.csv");
  suppliers.erase(suppliers.find("ask Mo"), 6);  // no amount of money: to this version a fault, said where it stands
  DocumentSource source(documents);
  const auto loaded = load_ledger(source);
  REQUIRE(loaded);
  CHECK(loaded.value().ledger.suppliers.at(0).credit_limit == 1200000);
  CHECK(loaded.value().ledger.suppliers.at(1).credit_limit == 900000);
  CHECK(loaded.value().ledger.suppliers.at(1).terms_days == 14);
}

TEST_CASE("a database of the second version is brought forward when something is imported into it") {
  const TemporaryFolder folder;
  make_version_2(folder / "f.db");
  const auto before = documents_of(folder / "f.db", "Teal Printers");
  put_documents(folder / "f.db", "Birch", {{"company.toml", small_company}});
  CHECK(answer(folder / "f.db", "PRAGMA user_version") == std::to_string(schema_version) + "\n");
  CHECK(answer(folder / "f.db", "PRAGMA integrity_check") == "ok\n");
  CHECK(answer(folder / "f.db", "PRAGMA foreign_key_check").empty());
  CHECK(documents_of(folder / "f.db", "Teal Printers") == before);
  CHECK(answer(folder / "f.db", "SELECT supplier, credit_limit, terms_days, notes FROM supplier ORDER BY id") ==
        "Delta Paper|1200000|30|{\"Asked\":\"Mo\"}\nNippon Inks|900000|14|\nOld Mill|||{\"credit_limit\":\"ask "
        "Mo\",\"Asked\":\"Mo, "
        "twice\"}\n");
  put_documents(folder / "new.db", "Birch", {{"company.toml", small_company}});
  CHECK(answer(folder / "f.db", schema_query) == answer(folder / "new.db", schema_query));
}

TEST_CASE("a database of the third version is brought forward, and then holds what nobody has entered") {
  const TemporaryFolder folder;
  make_version_3(folder / "f.db");
  const std::string untouched = content_of(folder / "f.db");
  const auto before = documents_of(folder / "f.db", "Wren Leather");
  CHECK(before.at("company.toml").starts_with("# A made-up tannery"));
  CHECK(content_of(folder / "f.db") == untouched);
  put_documents(folder / "f.db", "Birch", {{"company.toml", small_company}});
  CHECK(answer(folder / "f.db", "PRAGMA user_version") == std::to_string(schema_version) + "\n");
  CHECK(answer(folder / "f.db", "PRAGMA integrity_check") == "ok\n");
  CHECK(answer(folder / "f.db", "PRAGMA foreign_key_check").empty());
  CHECK(documents_of(folder / "f.db", "Wren Leather") == before);
  CHECK(answer(folder / "f.db", "SELECT invoice, amount, basis FROM receivable ORDER BY id") ==
        "W-1|540000|\nW-2|310000|ASSUMPTION: due in 30 days\n");
  put_documents(folder / "new.db", "Birch", {{"company.toml", small_company}});
  CHECK(answer(folder / "f.db", schema_query) == answer(folder / "new.db", schema_query));
  // The third version had no place for this.
  CHECK(answer(folder / "f.db",
               "UPDATE fixed_cost SET amount = NULL WHERE name = 'Payroll' RETURNING amount IS NULL") == "1\n");
  CHECK(documents_of(folder / "f.db", "Wren Leather").at("company.toml").find("amount = \"?\"") != std::string::npos);
}

TEST_CASE(
    "what an older file has written behind its index or trigger is not run, and its triggers do not see the "
    "migration") {
  const TemporaryFolder folder;
  make_version_1(folder / "f.db");
  const std::string elsewhere = (folder / "elsewhere.db").string();
  {
    SQLite::Database database((folder / "f.db").string(), SQLite::OPEN_READWRITE);
    database.exec(
        "CREATE TRIGGER endless AFTER UPDATE ON receivable BEGIN INSERT INTO diary WITH RECURSIVE n(i) AS (SELECT 1 "
        "UNION ALL "
        "SELECT i + 1 FROM n) SELECT i FROM n; END");
    database.exec("PRAGMA writable_schema = ON");
    database.exec("UPDATE sqlite_schema SET sql = sql || '; DELETE FROM receivable; ATTACH ''" + elsewhere +
                  "'' AS e; CREATE TABLE e.written (a)' WHERE name IN ('mine', 'noted')");
  }
  CHECK(documents_of(folder / "f.db", "Kestrel Joinery").at("receivables.csv").find("deposit") != std::string::npos);
  put_documents(folder / "f.db", "Birch", {{"company.toml", small_company}});
  CHECK(answer(folder / "f.db", "SELECT count(*) > 0 FROM receivable") == "1\n");
  CHECK(answer(folder / "f.db", "SELECT count(*) FROM diary") == "0\n");
  CHECK(!std::filesystem::exists(elsewhere));
}

TEST_CASE("an older file whose index is no index is refused") {
  const TemporaryFolder folder;
  make_version_1(folder / "f.db");
  {
    SQLite::Database database((folder / "f.db").string(), SQLite::OPEN_READWRITE);
    database.exec("PRAGMA writable_schema = ON");
    database.exec("UPDATE sqlite_schema SET sql = 'CREATE VIEW mine AS SELECT 1' WHERE name = 'mine'");
  }
  const auto store = LedgerStore::open_to_read(folder / "f.db");
  REQUIRE(!store);
  CHECK(to_text(store.faults()[0]).find("is damaged") != std::string::npos);
}

TEST_CASE("a migration that is killed leaves the file whole, of the one version or the other") {
  twin::RandomChoice random(5);
  const TemporaryFolder folder;
  make_version_1(folder / "first.db");
  for (int trial = 0; trial < 15; ++trial) {
    std::filesystem::copy_file(folder / "first.db", folder / "f.db", std::filesystem::copy_options::overwrite_existing);
    const pid_t child = ::fork();
    if (child == 0) {
      const auto store = LedgerStore::open_to_write(folder / "f.db");
      ::_exit(store ? 0 : 1);
    }
    std::this_thread::sleep_for(std::chrono::microseconds(random.whole(0, 40'000)));
    ::kill(child, SIGKILL);
    int status = 0;
    ::waitpid(child, &status, 0);
    REQUIRE(answer(folder / "f.db", "PRAGMA integrity_check") == "ok\n");
    const std::string version = answer(folder / "f.db", "PRAGMA user_version");
    REQUIRE((version == "1\n" || version == std::to_string(schema_version) + "\n"));
    REQUIRE(answer(folder / "f.db", "SELECT count(*) FROM receivable") == "4\n");
    REQUIRE(documents_of(folder / "f.db", "Kestrel Joinery").size() == 7);
    std::filesystem::remove(folder / "f.db-journal");
  }
}

TEST_CASE("every column and key that the formats have is a column of the database") {
  const std::string formats = content_of(root / "docs/formats.md");
  const std::string ledger = formats.substr(0, formats.find("\n## A scenario"));
  static const std::regex heading(R"(^\*\*(`\[+([a-z_]+)\]+`|([a-z]+\.csv))\*\*)"),
      row(R"(^\| (`[a-z_]+`\*?(, `[a-z_]+`\*?)*) \|)"), name("`([a-z_]+)`");
  std::string section;
  std::size_t count = 0;
  for (std::size_t begin = 0, end; (end = ledger.find('\n', begin)) != std::string::npos; begin = end + 1) {
    const std::string line = ledger.substr(begin, end - begin);
    std::smatch match;
    if (std::regex_search(line, match, heading)) section = match[2].matched ? match[2].str() : match[3].str();
    if (section.empty() || section == "exchange_rates" || section == "payment_policy" ||
        !std::regex_search(line, match, row))
      continue;
    const std::string names = match[1];
    for (auto key = std::sregex_iterator(names.begin(), names.end(), name); key != std::sregex_iterator(); ++key) {
      const std::string wanted = (*key)[1];
      const auto& tables = ledger_tables();
      const bool is_stored = std::any_of(tables.begin(), tables.end(), [&](const LedgerTable& table) {
        const bool is_of_section = table.document == section || table.key == section;
        return (is_of_section && table.index_of_key(wanted)) ||
               (table.form == TableForm::record && table.index_of_key(section + "." + wanted));
      });
      INFO(section << ": " << wanted << " is to be a column in cli/store/schema.cpp");
      CHECK(is_stored);
      ++count;
    }
  }
  CHECK(count > 90);
}
