// The questions of `headroom set`, answered on a pseudo-terminal as a person would.

#include <pty.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>
#include <vector>

#include "tests/cli/temporary_folder.hpp"
#include "tests/shell.hpp"
#include "tests/source_folder.hpp"

using namespace headroom;
using Catch::Contains;

namespace {

/// Runs a command on a terminal and answers each question once it has been asked. Gives what the terminal showed.
std::string conversation(const std::string& command, const std::vector<std::string>& answers) {
  winsize size = {40, 80, 0, 0};
  int terminal = -1;
  const pid_t child = ::forkpty(&terminal, nullptr, nullptr, &size);
  if (child < 0) throw std::runtime_error("no pseudo-terminal can be opened");
  if (child == 0) {
    ::execl("/bin/sh", "sh", "-c", command.c_str(), nullptr);
    ::_exit(127);
  }
  std::string text;
  std::size_t answered = 0;
  std::array<char, 4096> part;
  for (ssize_t count; (count = ::read(terminal, part.data(), part.size())) > 0;) {
    text.append(part.data(), static_cast<std::size_t>(count));
    if (answered == answers.size() || !text.ends_with("] ")) continue;  // a question ends so, and waits
    const std::string line = answers[answered++] + "\n";
    REQUIRE(::write(terminal, line.data(), line.size()) == static_cast<ssize_t>(line.size()));
  }
  ::close(terminal);
  ::waitpid(child, nullptr, 0);
  std::erase(text, '\r');
  return text;
}

void write_firm(const TemporaryFolder& folder) {
  std::filesystem::create_directory(folder / "firm");
  folder.write("firm/company.toml",
               "# mine\n[company]\nname = \"Firm\"\nas_of = 2026-10-31  # today\ncurrency = \"USD\"\n[cash]\n"
               "balance = 100.00  # counted twice\n");
}

const std::string set_firm = shell_quoted(HEADROOM_PROGRAM) + " set firm";

}  // namespace

TEST_CASE("a person answers questions, each answer is saved as given, and the rest is asked another day") {
  const TemporaryFolder folder;
  write_firm(folder);
  const std::string there = "cd " + shell_quoted(folder.path().string()) + " && " + set_firm;

  const std::string first = conversation(there, {"9000@15", "1300@1", "q"});
  INFO(first);
  CHECK_THAT(first, Contains("1/12 What do staff cost a month, paid on which day? [like 38000@15] 9000@15"));
  CHECK_THAT(first, Contains("2/12 And the rent? [like 4200@1] 1300@1"));
  CHECK_THAT(first, Contains("Saved. Next: headroom check firm"));
  const std::string kept = content_of(folder / "firm" / "company.toml");
  CHECK_THAT(kept, Contains("# mine") && Contains("as_of = 2026-10-31  # today") &&
                       Contains("balance = 100.00  # counted twice"));
  CHECK_THAT(kept, Contains("class = \"rent\"\namount = 1300\n"));
  CHECK_THAT(kept, Contains("class = \"wages\"\namount = 9000\nevery = \"month\"\nnext = 2026-11-15\n"));

  const std::string second = conversation(there, {"1200 on Fridays", "1200@1", "q"});
  INFO(second);
  CHECK_THAT(second, Contains("1/12 Tax and social security a month?"));
  CHECK_THAT(second, Contains("says no day of the month on which it is paid") && Contains("Nothing was written."));
  CHECK_THAT(content_of(folder / "firm" / "company.toml"),
             Contains("class = \"tax\"\namount = 1200\nevery = \"month\"\nnext = 2026-11-01"));
}

TEST_CASE("what the ledger knows is the answer that Enter keeps") {
  const TemporaryFolder folder;
  write_firm(folder);
  const std::string there = "cd " + shell_quoted(folder.path().string()) + " && " + set_firm;
  const std::string before = content_of(folder / "firm" / "company.toml");
  const std::string text = conversation(there, std::vector<std::string>(12, ""));
  INFO(text);
  CHECK_THAT(text, Contains("12/12 How much is on your accounts, freely usable? [100.00]"));
  CHECK(content_of(folder / "firm" / "company.toml") == before);
}

TEST_CASE("who answers the questions of a new ledger, in two sittings, gets a probability from it") {
  const TemporaryFolder folder;
  const std::string program = shell_quoted(HEADROOM_PROGRAM);
  const std::string there = "cd " + shell_quoted(folder.path().string()) + " && " + program;
  REQUIRE(run_shell(program + " init firm", folder.path()).status == 0);
  const std::string first =
      conversation(there + " set firm", {"40000", "14500@last", "2900@1", "4800@15", "900@20", "q"});
  INFO(first);
  CHECK(first.find("country") == std::string::npos);
  const std::string second = conversation(
      there + " set firm", {"", "", "33000@15/30d", "45%", "25%", "30%@20d", "5%", "", "", "", "", "", ""});
  INFO(second);
  CHECK_THAT(second, Contains("By how much does a month's sales go up or down? [like 25%; else none] 25%"));
  CHECK_THAT(second,
             Contains("Which part of invoices is paid late, by how many days? [like 30%@20d; else none] 30%@20d"));
  CHECK_THAT(second, Contains("Which part of orders is cancelled? [like 5%; else none] 5%"));
  CHECK_THAT(second, !Contains("Nothing was written."));
  CHECK_THAT(content_of(folder / "firm" / "counterparties.csv"), Contains("Customers,0.05,0.7,20,?,?,?"));
  CHECK_THAT(content_of(folder / "firm" / "company.toml"), Contains("volatility = 0.25"));
  const std::string run = run_shell(program + " run firm --paths 2000", folder.path()).output;
  INFO(run);
  CHECK_THAT(run, Contains("95% interval"));
  const std::string third = conversation(there + " set firm", {"q"});
  CHECK_THAT(third, Contains("1/12 A loan: still owed"));
}
