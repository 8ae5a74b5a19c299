#include "tests/cli/console_document.hpp"

#include <catch2/catch.hpp>

using namespace headroom;

namespace {

using Lines = std::vector<std::string>;

const std::string page =
    "# A page\n"
    "```toml\n"
    "$ not a command\n"
    "```\n"
    "<!-- $ touch a -->\n"
    "```console\n"
    "$ cat > b <<END\n"
    "> one\n"
    ">\n"
    "> END\n"
    "$ ls\n"
    "a\n"
    "b\n"
    "[exit 3]\n"
    "```\n"
    "```console no-run\n"
    "$ ./demo.sh\n"
    "```\n";

}  // namespace

TEST_CASE("a page's commands are read with their continuations, output and status") {
  const ConsoleDocument document = read_console_document(page);
  CHECK(document.slips.empty());
  REQUIRE(document.blocks.size() == 3);
  CHECK(document.blocks[0].set_up);
  CHECK(document.blocks[0].commands.at(0).text == "touch a");
  REQUIRE(document.blocks[1].commands.size() == 2);
  CHECK(document.blocks[1].commands[0].text == "cat > b <<END\none\n\nEND");
  CHECK(document.blocks[1].commands[0].expected.empty());
  CHECK(document.blocks[1].commands[0].status == 0);
  CHECK(document.blocks[1].commands[1].line == 11);
  CHECK(document.blocks[1].commands[1].expected == Lines{"a", "b"});
  CHECK(document.blocks[1].commands[1].status == 3);
  CHECK_FALSE(document.blocks[2].runs);
}

TEST_CASE("slips in a page are named by line") {
  CHECK(read_console_document("```console\nls\n```\n").slips.at(0).starts_with("2: "));
  CHECK(read_console_document("```console\n$ ls\n").slips.at(0).starts_with("1: "));
  CHECK(read_console_document("```console norun\n$ ls\n```\n").slips.at(0).starts_with("1: "));
}

TEST_CASE("dots stand for any text in a line and for any lines on a line of their own") {
  CHECK(matches({"a", "b"}, {"a", "b"}));
  CHECK_FALSE(matches({"a"}, {"a", "b"}));
  CHECK_FALSE(matches({"a", "b"}, {"a"}));
  CHECK(matches({}, {}));
  CHECK_FALSE(matches({}, {"a"}));
  CHECK(matches({"..."}, {}));
  CHECK(matches({"...", "c", "..."}, {"a", "b", "c"}));
  CHECK_FALSE(matches({"...", "d", "..."}, {"a", "b", "c"}));
  CHECK(matches({"...", "b", "...", "b"}, {"b", "b"}));
  CHECK_FALSE(matches({"...", "b", "...", "b"}, {"b", "c"}));
  CHECK(matches({"In ... of 100 futures"}, {"In 12 of 100 futures"}));
  CHECK_FALSE(matches({"In ... of 100 futures"}, {"In 12 of 1000 futures"}));
  CHECK(matches({"a...b...b"}, {"a b b b"}));
  CHECK_FALSE(matches({"a...b...b"}, {"a b"}));
  CHECK(matches({"a..."}, {"a"}));
}

TEST_CASE("a page is rewritten with what came, and else stays as it is") {
  const ConsoleDocument document = read_console_document(page);
  const std::vector<std::optional<ConsoleResult>> unchanged(4);
  CHECK(rewritten(document, unchanged) == page);
  auto outcomes = unchanged;
  outcomes[1] = ConsoleResult{{"made"}, 0};
  outcomes[2] = ConsoleResult{{"c"}, 1};
  const ConsoleDocument changed = read_console_document(rewritten(document, outcomes));
  CHECK(changed.blocks[1].commands[0].expected == Lines{"made"});
  CHECK(changed.blocks[1].commands[1].expected == Lines{"c"});
  CHECK(changed.blocks[1].commands[1].status == 1);
  CHECK_FALSE(changed.blocks[2].runs);
}
