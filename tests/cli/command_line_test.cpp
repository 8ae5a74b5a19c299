#include "cli/commands/command_line.hpp"

#include <unistd.h>

#include <catch2/catch.hpp>
#include <sstream>

#include "cli/commands/run.hpp"
#include "cli/files/inputs_hash.hpp"
#include "cli/what_if/built_in_files.hpp"
#include "cli/what_if/relief_file.hpp"
#include "cli/what_if/scenario_file.hpp"
#include "tests/cli/temporary_folder.hpp"
#include "tests/source_folder.hpp"

using namespace headroom;
using Catch::Matchers::Contains;

namespace {

struct Ran {
  int status = 0;
  std::string out, err;
};

Ran headroom_with(const std::vector<std::string>& arguments) {
  std::ostringstream out, err;
  const int status = run_command_line(arguments, out, err);
  return {status, out.str(), err.str()};
}

}  // namespace

TEST_CASE("every command explains itself with an example") {
  for (const char* command : {"init", "check", "import", "forecast", "run", "drivers", "size", "breakpoint", "assess",
                              "set", "scenarios", "reliefs", "runs", "rerun", "changes", "actuals"}) {
    const Ran ran = headroom_with({command, "--help"});
    CHECK(ran.status == 0);
    CHECK_THAT(ran.out, Contains("Example"));
    CHECK_THAT(ran.out, Contains(std::string("headroom ") + command));
    CHECK(ran.err.empty());
  }
  CHECK_THAT(headroom_with({"--help"}).out, Contains("forecast"));
  CHECK_THAT(headroom_with({"--version"}).out, Contains("headroom 0."));
}

TEST_CASE("wrong usage gives status 2 and says what is wrong") {
  const auto check = [](const std::vector<std::string>& arguments, const std::string& message) {
    const Ran ran = headroom_with(arguments);
    INFO(message);
    CHECK(ran.status == 2);
    CHECK_THAT(ran.err, Contains(message));
    CHECK(ran.out.empty());
  };
  check({}, "a command is required");
  check({"runn", "books"}, "did you mean run?");
  check({"weigh", "books"}, "there is no such command: \"weigh\"");
  check({"run"}, "LEDGER is required");
  check({"run", "books", "more"}, "one argument too many: \"more\"");
  check({"run", "books", "--colour", "f"}, "there is no such option: \"--colour\"");
  for (const char* wrong : {"0", "-0.001", "0.6", "60%", "0%", "fine", "nan", "inf", "0.001x", "1e-30", "", "%"})
    check({"run", "books", "--precision", wrong},
          "is not a half-width of a probability: write a number above 0 and up to 0.5");
  check({"run", "books", "--precision"}, "--precision: its value is missing: --precision E");
  check({"run", "books", "--json"}, "--json: its value is missing: --json FILE|-");
  check({"run", "books", "--json", ""}, "the argument after --json is empty");
  check({"run", "books", "--scenario", "--paths", "5"}, "--scenario: its value is missing: --scenario S");
  check({"run", "books", "--json", "--threads"}, "--json: its value is missing");
  check({"import", "a.csv", "--replace", "--into", ""}, "the argument after --into is empty");
  check({"run", ""}, "the argument after run is empty");
  check({source_folder() + "/fixtures/starter"},
        "the command is missing before \"" + source_folder() + "/fixtures/starter\", such as: headroom run");
  check({"run", "books", "--keep", "f"}, "there is no such option: \"--keep\"");
  check({"run", "books", "--relieff", "x"}, "did you mean --relief?");
  check({"run", "books", "--paths", "-5"}, "not a whole number from 1 to 1000000000");
  check({"run", "books", "--paths", "0"}, "not a whole number");
  check({"run", "books", "--paths", "1e6"}, "not a whole number");
  check({"run", "books", "--paths", "1000000001"}, "not a whole number");
  check({"run", "books", "--seed", "0x10"}, "not a whole number");
  check({"run", "books", "--seed", "1", "--seed", "2"}, "--seed: is given more than once");
  check({"run", "books", "--default", "iliquid"}, "did you mean illiquid?");
  check({"run", "books", "--horizon", "12"}, "write months such as 12m");
  check({"run", "books", "--\x1b[2J"}, "--\\x1b[2J");
}

TEST_CASE("a ledger that is not there is the input's fault") {
  CHECK(headroom_with({"run", "/nowhere/books"}).status == 1);
}

TEST_CASE("where a result cannot be written is said before anything is played") {
  const TemporaryFolder folder;
  const auto run_into = [](const std::filesystem::path& json) {
    return headroom_with(
        {"run", source_folder() + "/fixtures/starter", "--paths", "1000000000", "--json", json.string()});
  };
  const Ran nowhere = run_into(folder / "none/result.json"), onto_folder = run_into(folder.path());
  CHECK(nowhere.status == 3);
  CHECK_THAT(nowhere.err, Contains("there is no such folder"));
  CHECK(onto_folder.status == 3);
  CHECK_THAT(onto_folder.err, Contains("is a folder, where a file is to be written"));
  std::filesystem::permissions(folder.path(), std::filesystem::perms::owner_read | std::filesystem::perms::owner_exec);
  if (::access(folder.path().c_str(), W_OK) == 0) {
    WARN("skipped: whoever runs this test may write everywhere");
    return;
  }
  const Ran refused = run_into(folder / "result.json");
  std::filesystem::permissions(folder.path(), std::filesystem::perms::owner_all);
  CHECK(refused.status == 3);
  CHECK_THAT(refused.err, Contains("result.json: cannot be written (Permission denied)"));
}

TEST_CASE("an unknown scenario or relief is the input's fault, and the nearest one is suggested") {
  const Ran ran = headroom_with(
      {"run", source_folder() + "/fixtures/starter", "--scenario", "order_slum", "--relief", "china_deferal"});
  CHECK(ran.status == 1);
  CHECK_THAT(ran.err, Contains("did you mean `order_slump`?"));
  CHECK_THAT(ran.err, Contains("did you mean `china_deferral`?"));
}

TEST_CASE("built-in scenarios and reliefs are without fault and are listed") {
  const Ran scenarios = headroom_with({"scenarios"}), reliefs = headroom_with({"reliefs"});
  CHECK(scenarios.status == 0);
  CHECK(reliefs.status == 0);
  REQUIRE(built_in_scenarios().size() >= 4);
  REQUIRE(built_in_reliefs().size() >= 3);
  for (const EmbeddedFile& file : built_in_scenarios())
    CHECK_THAT(scenarios.out, Contains(std::string(id_of(file)) + "\n"));
  for (const EmbeddedFile& file : built_in_reliefs())
    CHECK_THAT(reliefs.out, Contains(std::string(id_of(file)) + "\n"));
  CHECK_THAT(reliefs.out, Contains("source: "));
  CHECK_THAT(reliefs.out, Contains("assumption: "));
}

TEST_CASE("a file goes before a built-in scenario of its name") {
  const TemporaryFolder folder;
  folder.write("mine.toml", "name = \"Mine\"\n");
  const auto mine = find_named_text((folder / "mine.toml").string(), built_in_scenarios(), "scenario");
  REQUIRE(mine);
  CHECK(mine.value().text == "name = \"Mine\"\n");
  REQUIRE(find_named_text("order_slump", built_in_scenarios(), "scenario"));
  CHECK_FALSE(find_named_text(folder.path().string(), built_in_scenarios(), "scenario").ok());
}

TEST_CASE("the hash of the inputs tells apart what differs in any byte, name or border") {
  const std::string hash = inputs_sha256({{"a", "xy"}, {"b", "z"}});
  CHECK(hash.size() == 64);
  CHECK(hash == inputs_sha256({{"a", "xy"}, {"b", "z"}}));
  CHECK(hash != inputs_sha256({{"a", "x"}, {"b", "yz"}}));
  CHECK(hash != inputs_sha256({{"b", "z"}, {"a", "xy"}}));
  CHECK(hash != inputs_sha256({{"a", "xY"}, {"b", "z"}}));
}

TEST_CASE("the command line that computes a run again is quoted for a shell") {
  RunArguments arguments;
  arguments.ledger.path = "my books";
  arguments.scenarios = {"it's"};
  arguments.reliefs = {"a\x1b"};
  arguments.paths = 5;
  CHECK(command_line_of(arguments, 90) ==
        "headroom run 'my books' --scenario 'it'\\''s' --relief $'a\\x1b' --paths 5 --horizon 90d --seed 1");
  RunArguments precise;
  precise.ledger.path = "books";
  precise.precision = 0.001;
  CHECK(command_line_of(precise, 90) == "headroom run books --precision 0.001 --horizon 90d --seed 1");
  precise.paths = 7;
  CHECK(command_line_of(precise, 90) == "headroom run books --precision 0.001 --paths 7 --horizon 90d --seed 1");
}
