// What may happen to a ledger while `headroom set` changes it: a program that writes at the same time, and an end at
// any moment.

#include <SQLiteCpp/SQLiteCpp.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <chrono>
#include <functional>
#include <iostream>
#include <sstream>
#include <thread>

#include "cli/commands/set.hpp"
#include "cli/files/folder_update.hpp"
#include "tests/cli/store_sample.hpp"
#include "tests/cli/temporary_folder.hpp"
#include "tests/engine/random_choice.hpp"

using namespace headroom;

namespace {

int set(const std::filesystem::path& ledger, const std::vector<std::string>& settings) {
  std::ostringstream out, err;
  return run_set({{ledger, std::nullopt}, settings}, std::cin, out, err);
}

/// Runs `work` in a process of its own, and `meanwhile` beside it; its exit status, or 128 and the signal that ended
/// it.
int in_child(const std::function<int()>& work, const std::function<void(pid_t)>& meanwhile) {
  const pid_t child = ::fork();
  if (child == 0) {
    int status = 99;
    try {
      status = work();
    } catch (...) {
    }
    ::_exit(status);
  }
  meanwhile(child);
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

void pause(int microseconds) { std::this_thread::sleep_for(std::chrono::microseconds(microseconds)); }

std::string cash_and_minimum(const std::filesystem::path& file) {
  SQLite::Database database(file.string(), SQLite::OPEN_READWRITE);
  REQUIRE(database.execAndGet("PRAGMA integrity_check").getString() == "ok");
  return database.execAndGet("SELECT cash_balance || ' ' || coalesce(cash_minimum, 'none') FROM company").getString();
}

void put_alder(const std::filesystem::path& file) {
  put_documents(file, "Alder", {{"company.toml", small_company}, {"receivables.csv", small_receivables}}, true);
}

}  // namespace

TEST_CASE("what another program changes while set waits to write is kept, and so is what is set") {
  const TemporaryFolder folder;
  put_alder(folder / "f.db");
  int ends[2];
  REQUIRE(::pipe(ends) == 0);
  const int status = in_child(
      [&] {
        char go = 0;
        return ::read(ends[0], &go, 1) == 1 ? set(folder / "f.db", {"cash=7000"}) : 98;
      },
      [&](pid_t) {  // opened here, for a child that inherits a connection takes its locks for its own
        SQLite::Database other((folder / "f.db").string(), SQLite::OPEN_READWRITE);
        other.setBusyTimeout(5000);
        other.exec("BEGIN IMMEDIATE");  // others may read, and have to wait before they write
        REQUIRE(::write(ends[1], "x", 1) == 1);
        pause(400'000);
        other.exec("UPDATE company SET cash_minimum = 12300");
        other.exec("COMMIT");
      });
  ::close(ends[0]);
  ::close(ends[1]);
  CHECK(status == 0);
  CHECK(cash_and_minimum(folder / "f.db") == "700000 12300");
}

TEST_CASE("a set that is killed leaves a database as before or as after") {
  const TemporaryFolder folder;
  twin::RandomChoice random(11);
  int as_before = 0;
  for (int trial = 0; trial < 30; ++trial) {
    put_alder(folder / "f.db");
    const int delay = random.whole(0, 40'000);
    in_child(
        [&] {
          return set(folder / "f.db", {"cash=7000", "minimum=50"});
        },
        [delay](pid_t child) {
          pause(delay);
          ::kill(child, SIGKILL);
        });
    const std::string now = cash_and_minimum(folder / "f.db");
    REQUIRE((now == "100000 none" || now == "700000 5000"));
    as_before += now == "100000 none";
  }
  CHECK(as_before > 0);
}

TEST_CASE("a set that is killed leaves a folder as before or as after, all its files together") {
  const TemporaryFolder folder;
  std::filesystem::create_directory(folder / "firm");
  twin::RandomChoice random(12);
  const std::string customers = "counterparty,never\nAda,0.5\n";
  int as_before = 0;
  for (int trial = 0; trial < 30; ++trial) {
    folder.write("firm/company.toml", small_company);
    folder.write("firm/receivables.csv", small_receivables);
    folder.write("firm/counterparties.csv", customers);
    const int delay = random.whole(0, 20'000);
    in_child(
        [&] {
          return set(folder / "firm", {"cash=7000", "customer:Ada.never=0.25"});
        },
        [delay](pid_t child) {
          pause(delay);
          ::kill(child, SIGKILL);
        });
    if (trial % 2 == 0 && has_unfinished_update(folder / "firm")) REQUIRE(complete_update(folder / "firm"));
    else REQUIRE(set(folder / "firm", {"currency=EUR"}) == 0);  // ends what the first was interrupted in
    const auto loaded = load_ledger_folder(folder / "firm");
    REQUIRE(loaded);
    const Minor cash = loaded.value().ledger.cash;
    const double never = loaded.value().ledger.counterparties.at(0).never.value();
    INFO("after " << delay << " microseconds: cash " << cash << ", never " << never);
    REQUIRE(((cash == 100000 && never == 0.5) || (cash == 700000 && never == 0.25)));
    as_before += cash == 100000;
  }
  CHECK(as_before > 0);
}
