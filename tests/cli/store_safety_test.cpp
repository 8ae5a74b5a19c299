// What may happen to a database while it is written, and what somebody may have put in its place.

#include <SQLiteCpp/SQLiteCpp.h>
#include <fmt/format.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <chrono>
#include <sstream>
#include <thread>

#include "cli/checks/inspected_ledger.hpp"
#include "cli/commands/command_line.hpp"
#include "cli/store/ledger_store.hpp"
#include "cli/store/schema_sql.hpp"
#include "tests/cli/store_sample.hpp"
#include "tests/cli/temporary_folder.hpp"
#include "tests/engine/random_choice.hpp"
#include "tests/source_folder.hpp"

using namespace headroom;
using Catch::Contains;

namespace {

struct Ran {
  int status = 0;
  std::string out, err;
};

Ran command(const std::vector<std::string>& words) {
  std::ostringstream out, err;
  const int status = run_command_line(words, out, err);
  return {status, out.str(), err.str()};
}

std::string many_receivables(int count) {
  std::string text = "invoice,counterparty,due,amount,Region\n";
  for (int i = 0; i < count; ++i)
    text += fmt::format("R-{},Customer {},2026-11-{:02},{}.50,north\n", i, i % 50, 1 + i % 28, 100 + i);
  return text;
}

/// Runs `work` in a process of its own; its exit status, or 128 and the signal that ended it.
template <class Work>
int in_child(const Work& work, const std::function<void(pid_t)>& meanwhile = {}) {
  const pid_t child = ::fork();
  if (child == 0) {
    int status = 99;
    try {
      status = work();
    } catch (...) {
    }
    ::_exit(status);
  }
  if (meanwhile) meanwhile(child);
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

void pause_microseconds(int count) { std::this_thread::sleep_for(std::chrono::microseconds(count)); }

/// Puts a ledger in the place of Alder's; `before_commit` is called when all of it is written.
int replace_alder(const std::filesystem::path& file, const std::map<std::string, std::string>& documents,
                  const std::function<void()>& before_commit) {
  DocumentSource source(documents);
  std::vector<std::string> names;
  for (const auto& [name, text] : documents) names.push_back(name);
  auto store = LedgerStore::open_to_write(file);
  if (!store || !store.value().put("Alder", source, names, true)) return 1;
  before_commit();
  return store.value().commit() ? 0 : 1;
}

std::int64_t rows_in(const std::filesystem::path& file, const std::string& table) {
  SQLite::Database database(file.string(), SQLite::OPEN_READWRITE);
  REQUIRE(database.execAndGet("PRAGMA integrity_check").getString() == "ok");
  return database.execAndGet("SELECT count(*) FROM " + table).getInt64();
}

void execute(const std::filesystem::path& file, const std::string& sql) {
  SQLite::Database(file.string(), SQLite::OPEN_READWRITE).exec(sql);
}

/// A file with Alder in it, of two receivables.
void put_alder(const std::filesystem::path& file) {
  put_documents(file, "Alder", {{"company.toml", small_company}, {"receivables.csv", small_receivables}});
}

const std::map<std::string, std::string> large = {{"company.toml", small_company},
                                                  {"receivables.csv", many_receivables(4000)}};

void kill_at_any_moment(int trials, std::uint64_t seed) {
  const TemporaryFolder folder;
  put_alder(folder / "f.db");
  twin::RandomChoice random(seed);
  int as_before = 0, as_after = 0;
  for (int trial = 0; trial < trials; ++trial) {
    const int delay = random.whole(0, 60'000);
    in_child([&] { return replace_alder(folder / "f.db", large, [] {}); },
             [delay](pid_t child) {
               pause_microseconds(delay);
               ::kill(child, SIGKILL);
             });
    const std::int64_t rows = rows_in(folder / "f.db", "receivable");
    REQUIRE((rows == 2 || rows == 4000));
    ++(rows == 2 ? as_before : as_after);
    {
      auto store = LedgerStore::open_to_read(folder / "f.db");  // who reads holds up who writes
      REQUIRE(store);
      REQUIRE(load_ledger(*store.value().ledger("Alder").value()).value().ledger.receivables.size() ==
              static_cast<std::size_t>(rows));
    }
    if (rows == 4000)
      put_documents(folder / "f.db", "Alder", {{"company.toml", small_company}, {"receivables.csv", small_receivables}},
                    true);
  }
  CHECK(as_before > 0);
  INFO(as_before << " as before, " << as_after << " as after");
}

void kill_around_commit(int trials, std::uint64_t seed) {
  const TemporaryFolder folder;
  put_alder(folder / "f.db");
  twin::RandomChoice random(seed);
  for (int trial = 0; trial < trials; ++trial) {
    int ends[2];
    REQUIRE(::pipe(ends) == 0);
    const bool waits = trial % 3 == 0;  // for the end of the world, with everything written and nothing committed
    const int delay = random.whole(0, 3000);
    const int status = in_child(
        [&] {
          return replace_alder(folder / "f.db", large, [&] {
            if (::write(ends[1], "x", 1) != 1 || waits) ::pause();
          });
        },
        [&](pid_t child) {
          char ready = 0;
          if (::read(ends[0], &ready, 1) == 1) pause_microseconds(delay);
          ::kill(child, SIGKILL);
        });
    ::close(ends[0]);
    ::close(ends[1]);
    const std::int64_t rows = rows_in(folder / "f.db", "receivable");
    REQUIRE((rows == 2 || (rows == 4000 && !waits)));
    if (status == 0) REQUIRE(rows == 4000);
    if (rows == 4000)
      put_documents(folder / "f.db", "Alder", {{"company.toml", small_company}, {"receivables.csv", small_receivables}},
                    true);
  }
}

}  // namespace

TEST_CASE("an import that is killed at any moment leaves the file whole, and as before or as after") {
  kill_at_any_moment(20, 7);
}

TEST_CASE("an import that is killed between its last row and the end of its commit leaves the file whole") {
  kill_around_commit(20, 7);
}

TEST_CASE("an import into a new file that is killed leaves no file of that name") {
  const TemporaryFolder folder;
  in_child([&] { return replace_alder(folder / "f.db", large, [] { ::raise(SIGKILL); }); });
  CHECK_FALSE(std::filesystem::exists(folder / "f.db"));
  put_alder(folder / "f.db");
  CHECK(rows_in(folder / "f.db", "receivable") == 2);
}

TEST_CASE("a disk without room is the machine's doing, and the file is as before") {
  const TemporaryFolder folder;
  put_alder(folder / "f.db");
  std::filesystem::create_directory(folder / "firm");
  folder.write("firm/company.toml", small_company);
  folder.write("firm/receivables.csv", many_receivables(4000));
  const std::string before = content_of(folder / "f.db");
  const int status = in_child([&] {
    ::signal(SIGXFSZ, SIG_IGN);
    const rlimit limit{before.size() + 20'000, before.size() + 20'000};
    ::setrlimit(RLIMIT_FSIZE, &limit);
    const Ran ran = command({"import", folder / "firm", "--db", folder / "f.db", "--company", "Large"});
    return ran.status == 3 && ran.err.find("cannot be read or written") != std::string::npos ? 3 : 98;
  });
  CHECK(status == 3);
  CHECK(content_of(folder / "f.db") == before);
  const int status_of_new = in_child([&] {
    ::signal(SIGXFSZ, SIG_IGN);
    const rlimit limit{50'000, 50'000};
    ::setrlimit(RLIMIT_FSIZE, &limit);
    return command({"import", folder / "firm", "--db", folder / "new.db"}).status;
  });
  CHECK(status_of_new == 3);
  CHECK_FALSE(std::filesystem::exists(folder / "new.db"));
}

TEST_CASE("a file that may only be read is the machine's doing to an import, and is read all the same") {
  const TemporaryFolder folder;
  put_alder(folder / "f.db");
  std::filesystem::create_directory(folder / "firm");
  folder.write("firm/company.toml", small_company);
  std::filesystem::permissions(folder / "f.db", std::filesystem::perms(0444));
  std::filesystem::permissions(folder.path(), std::filesystem::perms(0555));
  const auto as_anybody = [](const auto& work) {
    return in_child([&] {
      if (::geteuid() == 0 && (::setgid(65534) != 0 || ::setuid(65534) != 0)) return 97;
      return work();
    });
  };
  CHECK(as_anybody([&] { return command({"check", folder / "f.db"}).status; }) == 0);
  CHECK(as_anybody([&] {
          return command({"import", folder / "firm", "--db", folder / "f.db", "--company", "Birch"}).status;
        }) == 3);
  CHECK(as_anybody([&] { return command({"import", folder / "firm", "--db", folder / "new.db"}).status; }) == 3);
  std::filesystem::permissions(folder.path(), std::filesystem::perms(0755));
}

TEST_CASE("hundreds of imports that are killed leave the file whole", "[slow]") {
  kill_at_any_moment(150, 101);
  kill_around_commit(150, 102);
}

TEST_CASE("a file that another program keeps locked is waited for, and then given up", "[slow]") {
  const TemporaryFolder folder;
  put_alder(folder / "f.db");
  std::filesystem::create_directory(folder / "firm");
  folder.write("firm/company.toml", small_company);
  SQLite::Database other((folder / "f.db").string(), SQLite::OPEN_READWRITE);
  other.exec("BEGIN EXCLUSIVE");
  const Ran import = command({"import", folder / "firm", "--db", folder / "f.db", "--company", "Birch"});
  CHECK(import.status == 3);
  CHECK_THAT(import.err, Contains("f.db: is locked: another program is writing to it; wait until it has finished"));
  const Ran check = command({"check", folder / "f.db"});
  CHECK(check.status == 3);
  CHECK_THAT(check.err, Contains("is locked"));
  other.exec("COMMIT");
  CHECK(command({"import", folder / "firm", "--db", folder / "f.db", "--company", "Birch"}).status == 0);
}

TEST_CASE("what is no database of ours is refused by name, and left as it is") {
  const TemporaryFolder folder;
  const auto refused = [&](const std::string& name, const std::string& reason) {
    INFO(name);
    const std::string before = content_of(folder / name);
    const Ran check = command({"check", folder / name});
    CHECK(check.status == 1);
    CHECK_THAT(check.err, Contains(reason));
    std::filesystem::create_directory(folder / "firm");
    folder.write("firm/company.toml", small_company);
    if (name != "missing.db" && name != "empty.db") {
      const Ran import = command({"import", folder / "firm", "--db", folder / name});
      CHECK(import.status == 1);
      CHECK_THAT(import.err, Contains(reason));
      CHECK(content_of(folder / name) == before);
    }
  };
  refused("missing.db", "there is no such file");
  folder.write("empty.db", "");
  refused("empty.db", "is empty: it holds no ledger");
  folder.write("text.db", "this is a letter, not a database; it goes on for more than sixteen bytes");
  refused("text.db", "is no SQLite database");
  SQLite::Database((folder / "other.db").string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE)
      .exec("CREATE TABLE company (id)");
  refused("other.db", "is a database of another program");
  put_alder(folder / "newer.db");
  execute(folder / "newer.db", fmt::format("PRAGMA user_version = {}", schema_version + 1));
  refused("newer.db", "was written by a newer headroom");
  put_alder(folder / "unversioned.db");
  execute(folder / "unversioned.db", "PRAGMA user_version = 0");
  refused("unversioned.db", "has no schema version");
  put_alder(folder / "changed.db");
  execute(folder / "changed.db", "ALTER TABLE receivable ADD COLUMN mine TEXT");
  refused("changed.db", "its table receivable was changed");
  put_alder(folder / "view.db");
  execute(folder / "view.db",
          "DROP TABLE payable; CREATE VIEW payable AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i FROM n) "
          "SELECT i FROM n");
  refused("view.db", "is missing");
  put_alder(folder / "cut.db");
  std::filesystem::resize_file(folder / "cut.db", std::filesystem::file_size(folder / "cut.db") / 2);
  refused("cut.db", "is damaged");
}

TEST_CASE("a file with bytes turned over is refused or read, and never brings the program down") {
  const TemporaryFolder folder;
  put_documents(folder / "good.db", "Alder",
                {{"company.toml", small_company}, {"receivables.csv", many_receivables(200)}});
  const std::string good = content_of(folder / "good.db");
  twin::RandomChoice random(3);
  int refused = 0;
  for (int trial = 0; trial < 150; ++trial) {
    std::string bad = good;
    for (int i = random.whole(1, 20); i > 0; --i) bad[random.bits() % bad.size()] = static_cast<char>(random.bits());
    if (random.chance(0.2)) bad.resize(random.bits() % bad.size());
    folder.write("bad.db", bad);
    const Ran ran = command({"check", folder / "bad.db"});
    REQUIRE((ran.status == 0 || ran.status == 1));
    if (ran.status == 1) ++refused;
    REQUIRE((ran.status == 0 || ran.err.find("bad.db") != std::string::npos));
  }
  CHECK(refused > 20);
}

TEST_CASE("names that look like SQL are names") {
  const TemporaryFolder folder;
  std::filesystem::create_directory(folder / "firm");
  folder.write("firm/company.toml",
               "[company]\nname = \"x'); DROP TABLE company; --\"\nas_of = 2026-10-31\ncurrency = "
               "\"EUR\"\n[cash]\nbalance = 1.00\n");
  folder.write(
      "firm/receivables.csv",
      "invoice,counterparty,due,amount,\"note'); DELETE FROM receivable; --\"\n"
      "\"1'); DELETE FROM receivable; --\",\"\"\"; DROP TABLE receivable\",2026-11-30,1.00,\"' || (SELECT 1) || '\"\n");
  const std::string name = "'; DELETE FROM company WHERE '1' = '1";
  CHECK(command({"import", folder / "firm", "--db", folder / "f.db"}).status == 0);
  CHECK(command({"import", folder / "firm", "--db", folder / "f.db", "--company", name}).status == 0);
  CHECK(rows_in(folder / "f.db", "company") == 2);
  CHECK(command({"import", folder / "f.db", "--company", name, "--into", folder / "out"}).status == 0);
  CHECK(content_of(folder / "out" / "receivables.csv") == content_of(folder / "firm" / "receivables.csv"));
  CHECK(command({"check", folder / "f.db", "--company", "' OR 1=1 --"}).status == 1);
}

TEST_CASE("what others add to the file stays theirs and is not run as ours") {
  const TemporaryFolder folder;
  put_alder(folder / "f.db");
  execute(folder / "f.db",
          "CREATE TABLE my_notes (text); INSERT INTO my_notes VALUES ('call Ada'); CREATE VIEW mine AS SELECT * FROM "
          "my_notes");
  put_documents(folder / "f.db", "Birch", {{"company.toml", small_company}});
  CHECK(rows_in(folder / "f.db", "my_notes") == 1);
  CHECK(command({"check", folder / "f.db", "--company", "Birch"}).status == 0);
}

TEST_CASE("the schema of this version stands in cli/store/versions as it is made") {
  const auto file =
      std::filesystem::path(source_folder()) / fmt::format("cli/store/versions/version_{}.sql", schema_version);
  CHECK(content_of(file) == schema_sql(schema_version));
}
