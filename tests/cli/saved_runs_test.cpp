#include "cli/store/saved_runs.hpp"

#include <SQLiteCpp/SQLiteCpp.h>
#include <fmt/format.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <chrono>
#include <thread>

#include "cli/commands/shell_words.hpp"
#include "cli/commands/what_if_inputs.hpp"
#include "cli/report/json/json_difference.hpp"
#include "cli/syntax/line_difference.hpp"
#include "tests/cli/store_sample.hpp"
#include "tests/cli/temporary_folder.hpp"
#include "tests/engine/random_choice.hpp"

using namespace headroom;
using Catch::Contains;

namespace {

SavedRun sample_run(const std::string& text) {
  SavedRun run;
  run.saved_at = "2026-12-01T13:30:00Z";
  run.command = "headroom run books --paths 100 --horizon 90d --seed 7";
  run.company = "Alder";
  run.as_of = "2026-10-31";
  run.seed = UINT64_MAX;
  run.paths = 100;
  run.default_probability = 0.125;
  run.inputs_sha256 = "abc";
  run.version = "0.1.0";
  run.compiler = "GNU 12.2.0";
  run.exit_status = 4;
  run.result = "{\"scenarios\": []}\n";
  run.inputs = {{"ledger", "company.toml", "company.toml", text},
                {"scenario", "slump.toml", "my/slump.toml", std::string("name = \"\0x\"\r\n", 13)}};
  return run;
}

std::string many_lines(int count, std::uint64_t seed) {
  twin::RandomChoice random(seed);
  std::string text;
  for (int i = 0; i < count; ++i) text += fmt::format("{:016x}\n", random.bits());
  return text;
}

/// The file is whole, and each of its runs has all its inputs.
std::size_t whole_runs_in(const std::filesystem::path& file) {
  {
    SQLite::Database database(file.string(), SQLite::OPEN_READWRITE);
    REQUIRE(database.execAndGet("PRAGMA integrity_check").getString() == "ok");
  }
  const auto runs = saved_runs(file);
  REQUIRE(runs);
  for (const SavedRun& listed : runs.value()) {
    const auto run = saved_run(file, listed.id);
    REQUIRE(run);
    REQUIRE(run.value().inputs.size() == 2);
    REQUIRE(run.value().inputs.front().text.ends_with("\n"));
  }
  return runs.value().size();
}

template <class Work>
pid_t in_background(const Work& work) {
  const pid_t child = ::fork();
  if (child != 0) return child;
  int status = 99;
  try {
    status = work();
  } catch (...) {
  }
  ::_exit(status);
}

int status_of(pid_t child) {
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

/// Saves again and again until it is killed: at each moment the file holds whole runs, and all that were reported.
void kill_while_saving(int trials, std::uint64_t seed) {
  const TemporaryFolder folder;
  const std::filesystem::path file = folder / "runs.db";
  const std::string text = many_lines(20'000, seed);
  twin::RandomChoice random(seed);
  const auto begin = std::chrono::steady_clock::now();
  REQUIRE(save_run(folder / "timed.db", sample_run(text)));
  const auto once = std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - begin);
  std::size_t kept = 0, most_kept = 0;
  int killed_before_the_first = 0;
  for (int trial = 0; trial < trials; ++trial) {
    if (random.chance(0.2)) std::filesystem::remove(file), kept = 0;  // killed while the file is made
    int ends[2];
    REQUIRE(::pipe(ends) == 0);
    const int delay = random.whole(0, 3 * static_cast<int>(once.count()));
    const pid_t child = in_background([&] {
      for (int i = 0;; ++i) {
        if (!save_run(file, sample_run(fmt::format("# {} {}\n{}", trial, i, text)))) return 1;
        if (::write(ends[1], "x", 1) != 1) return 2;
      }
    });
    ::close(ends[1]);
    std::this_thread::sleep_for(std::chrono::microseconds(delay));
    ::kill(child, SIGKILL);
    REQUIRE(status_of(child) == 128 + SIGKILL);
    std::size_t reported = 0;
    for (char byte = 0; ::read(ends[0], &byte, 1) == 1;) ++reported;
    ::close(ends[0]);
    if (!std::filesystem::exists(file)) {
      REQUIRE(reported == 0);
      ++killed_before_the_first;
      continue;
    }
    const std::size_t found = whole_runs_in(file);
    REQUIRE(found >= kept + reported);
    REQUIRE(found <= kept + reported + 1);  // committed, and killed before it could say so
    kept = found;
    most_kept = std::max(most_kept, kept);
  }
  INFO(killed_before_the_first << " were killed before there was a file");
  CHECK(most_kept > 0);
}

}  // namespace

TEST_CASE("a saved run comes back whole, and its texts are kept once") {
  const TemporaryFolder folder;
  const auto file = folder / "runs.db";
  CHECK(save_run(file, sample_run("a = 1\n")).value() == 1);
  CHECK(save_run(file, sample_run("a = 1\n")).value() == 2);
  CHECK(saved_runs(file).value().size() == 2);
  const SavedRun run = saved_run(file, 2).value();
  const SavedRun wanted = sample_run("a = 1\n");
  CHECK(run.command == wanted.command);
  CHECK(run.seed == UINT64_MAX);
  CHECK(run.default_probability == 0.125);
  CHECK(run.exit_status == 4);
  CHECK(run.result == wanted.result);
  REQUIRE(run.inputs.size() == 2);
  CHECK(run.inputs[1].noun == "scenario");
  CHECK(run.inputs[1].name == "slump.toml");
  CHECK(run.inputs[1].file == "my/slump.toml");
  CHECK(run.inputs[1].text == wanted.inputs[1].text);
  SQLite::Database database(file.string(), SQLite::OPEN_READWRITE);
  CHECK(database.execAndGet("SELECT count(*) FROM saved_text").getInt() == 2);
}

TEST_CASE("saved runs stand beside the ledgers of a database, and neither changes the other") {
  const TemporaryFolder folder;
  const auto file = folder / "firms.db";
  put_documents(file, "Alder", {{"company.toml", small_company}, {"receivables.csv", small_receivables}});
  CHECK(saved_runs(file).value().empty());
  CHECK(save_run(file, sample_run("a = 1\n")).value() == 1);
  put_documents(file, "Birch", {{"company.toml", small_company}});
  CHECK(save_run(file, sample_run("a = 2\n")).value() == 2);
  auto store = LedgerStore::open_to_read(file);
  REQUIRE(store);
  CHECK(store.value().companies().value() == std::vector<std::string>{"Alder", "Birch"});
  CHECK(saved_runs(file).value().size() == 2);
}

TEST_CASE("a file that holds no saved runs of ours is refused, and left as it is") {
  const TemporaryFolder folder;
  const auto refused = [&](const std::string& name, const std::string& reason) {
    const std::string before = content_of(folder / name);
    REQUIRE(obstacle_to_saving(folder / name));
    CHECK_THAT(to_text(*obstacle_to_saving(folder / name)), Contains(reason));
    CHECK_FALSE(save_run(folder / name, sample_run("a = 1\n")));
    CHECK_FALSE(saved_runs(folder / name));
    CHECK_FALSE(saved_run(folder / name, 1));
    CHECK(content_of(folder / name) == before);
  };
  folder.write("letter.db", "a letter, and no database at all");
  refused("letter.db", "is no SQLite database");
  SQLite::Database((folder / "other.db").string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE)
      .exec("CREATE TABLE saved_run (id)");
  refused("other.db", "is a database of another program");
  REQUIRE(save_run(folder / "changed.db", sample_run("a = 1\n")));
  SQLite::Database((folder / "changed.db").string(), SQLite::OPEN_READWRITE)
      .exec("ALTER TABLE saved_run ADD COLUMN mine TEXT");
  refused("changed.db", "its table saved_run was changed");
  REQUIRE(save_run(folder / "cut.db", sample_run("a = 1\n")));
  SQLite::Database((folder / "cut.db").string(), SQLite::OPEN_READWRITE).exec("DROP TABLE saved_input");
  refused("cut.db", "a table of its saved runs is missing");
  CHECK(obstacle_to_saving(folder / "absent" / "runs.db"));
  CHECK_FALSE(obstacle_to_saving(folder / "new.db"));
}

TEST_CASE("what cannot be unpacked is damage, said with the file's name") {
  const TemporaryFolder folder;
  REQUIRE(save_run(folder / "runs.db", sample_run("a = 1\n")));
  SQLite::Database((folder / "runs.db").string(), SQLite::OPEN_READWRITE).exec("UPDATE saved_text SET packed = x'00'");
  const auto run = saved_run(folder / "runs.db", 1);
  REQUIRE_FALSE(run);
  CHECK_THAT(to_text(run.faults().front()), Contains("runs.db: is damaged"));
}

TEST_CASE("several processes save to one new file at once, and every run is there") {
  const TemporaryFolder folder;
  const auto file = folder / "runs.db";
  constexpr int processes = 4, runs_each = 10;
  std::vector<pid_t> children;
  for (int process = 0; process < processes; ++process)
    children.push_back(in_background([&] {
      for (int i = 0; i < runs_each; ++i)
        if (!save_run(file, sample_run(fmt::format("# {} {}\n", process, i)))) return 1;
      return 0;
    }));
  for (const pid_t child : children) CHECK(status_of(child) == 0);
  CHECK(whole_runs_in(file) == processes * runs_each);
  for (const auto& entry : std::filesystem::directory_iterator(folder.path()))
    CHECK(entry.path().filename() == "runs.db");
}

TEST_CASE("saving that is killed at any moment leaves whole runs") { kill_while_saving(10, 5); }

TEST_CASE("a hundred kills while saving leave whole runs", "[slow]") { kill_while_saving(100, 6); }

TEST_CASE("a line that is quoted for a shell gives its words back") {
  twin::RandomChoice random(11);
  for (int trial = 0; trial < 2000; ++trial) {
    std::vector<std::string> words;
    std::string line;
    for (int count = random.whole(1, 5); count > 0; --count) {
      std::string word;
      for (int length = random.whole(1, 8); length > 0; --length)
        word += random.chance(0.5) ? static_cast<char>(random.whole(1, 255)) : random.pick({'a', '\'', '\\', ' ', '$'});
      words.push_back(word);
      line += (line.empty() ? "" : " ") + shell_word(word);
    }
    REQUIRE(words_of_shell_line(line) == words);
  }
  CHECK(words_of_shell_line("headroom run '' x") == std::vector<std::string>{"headroom", "run", "", "x"});
  CHECK_FALSE(words_of_shell_line("headroom 'run"));
  CHECK_FALSE(words_of_shell_line("headroom $'\\xg0'"));
}

TEST_CASE("differences of texts name the lines that changed, and no others") {
  const auto differences = line_differences("a\nb\nc\nd\n", "a\nx\nc\nd\ne\n");
  REQUIRE(differences.size() == 2);
  CHECK(differences[0].line == 2);
  CHECK(differences[0].first == "b");
  CHECK(differences[0].second == "x");
  CHECK(differences[1].line == 5);
  CHECK_FALSE(differences[1].first);
  CHECK(differences[1].second == "e");
  CHECK(line_differences("a\nb\n", "a\nb\n").empty());
  CHECK(line_differences("a\r\nb\r\n", "a\nb").empty());
  CHECK(line_differences("", "a\nb\n").size() == 2);
  // A row that moved away from the front leaves the others alone.
  const std::string rows = many_lines(5000, 3);
  CHECK(line_differences(rows, rows.substr(17)).size() == 1);
}

TEST_CASE("differences of results name fields by their paths") {
  const Json first = Json::parse(R"({"a": 1, "b": [{"c": 1.5}, 2], "d": null, "e": {"f": 1}})");
  const Json second = Json::parse(R"({"a": 1, "b": [{"c": 1.25}, 2, 3], "e": 7, "g": "x"})");
  std::string fields;
  for (const FieldDifference& difference : field_differences(first, second))
    fields += fmt::format("{}: {} {}; ", difference.field, difference.first.dump(), difference.second.dump());
  CHECK(fields == "b[0].c: 1.5 1.25; b[2]: null 3; e: {\"f\":1} 7; g: null \"x\"; ");
  CHECK(field_differences(first, first).empty());
  CHECK(without_places(Json::parse(R"({"notices": [1], "unanswered": [{"file": "x", "key": "k"}], "a": 1})")) ==
        Json::parse(R"({"unanswered": [{"key": "k"}], "a": 1})"));
}
