#include "cli/terminal/text_table.hpp"

#include <catch2/catch.hpp>
#include <sstream>

#include "cli/terminal/display_width.hpp"
#include "cli/terminal/folded_text.hpp"
#include "cli/terminal/style.hpp"

using namespace headroom;

TEST_CASE("width counts characters, wide ones twice and combining ones not at all") {
  CHECK(display_width("abc") == 3);
  CHECK(display_width("Grüße ±") == 7);
  CHECK(display_width("深圳") == 4);
  CHECK(display_width("e\u0301") == 1);
  CHECK(display_width("\xff\xfe") == 2);
}

TEST_CASE("text is cut between characters") {
  CHECK(shortened("a long name", 8) == "a lon...");
  CHECK(shortened("深圳深圳深圳", 8) == "深圳...");
  CHECK(shortened("short", 8) == "short");
}

TEST_CASE("a paragraph is broken at spaces, and words too long for a line are cut") {
  CHECK(wrapped_lines("one two three", 7) == std::vector<std::string>{"one two", "three"});
  CHECK(wrapped_lines("abcdefghij", 4) == std::vector<std::string>{"abcd", "efgh", "ij"});
  CHECK(wrapped_lines("", 4) == std::vector<std::string>{""});
  CHECK(wrapped_paragraph("one two", "- ", 6) == "- one\n  two\n");
}

TEST_CASE("columns line up, names left and numbers right") {
  CHECK(table_text({{"", {"Grüße", "b"}, true}, {"n", {"1", "100"}}}, 1, 100) ==
        "         n\nGrüße    1\nb      100\n");
}

TEST_CASE("a table too wide is split, each part with the leading column") {
  const std::vector<TableColumn> columns = {
      {"k", {"a"}, true}, {"x", {"11111"}}, {"y", {"22222"}}, {"z", {"33333"}, false, true}};
  CHECK(table_text(columns, 1, 15) == "k      x\na  11111\n\nk      y      z\na  22222  33333\n");
}

TEST_CASE("on a terminal, words of a header stay whole, and long ones break at their hyphens") {
  const std::vector<TableColumn> columns = {
      {"", {"a"}, true}, {"Kurzarbeitergeld for all", {"12.3%"}}, {"social-insurance-exemption", {"4.5%"}}};
  CHECK(table_text(columns, 1, 100, TableFit::whole_words) ==
        "                        social-\n"
        "   Kurzarbeitergeld  insurance-\n"
        "            for all   exemption\n"
        "a             12.3%        4.5%\n");
}

TEST_CASE(
    "on a terminal, text of the leading column wraps before a table is wider than the terminal, and numbers never") {
  const TableColumn labels{.header = "who",
                           .cells = {"  Zhuji Sewing Cooperative stops", "深圳深圳深圳深圳深圳深圳"},
                           .is_left = true,
                           .may_wrap = true};
  const std::vector<TableColumn> columns = {labels, {"n", {"-12,345,678 ± 12,345", "1"}}};
  CHECK(table_text(columns, 1, 40, TableFit::whole_words) ==
        "who                                  n\n"
        "  Zhuji Sewing    -12,345,678 ± 12,345\n"
        "    Cooperative\n"
        "    stops\n"
        "深圳深圳深圳深圳                     1\n"
        "  深圳深圳\n");
  CHECK(table_text(columns, 1, 40) ==
        "who                                                  n\n"
        "  Zhuji Sewing Cooperative stops  -12,345,678 ± 12,345\n"
        "深圳深圳深圳深圳深圳深圳                             1\n");
}

TEST_CASE("on a terminal, a column that may drops below the one before it rather than away from its row") {
  const std::vector<TableColumn> columns = {
      {"invoice", {"R1", "R2"}, true},
      {"amount", {"1,053,040.00", "8,840.00"}},
      {.header = "as written", .cells = {"148,315.49 USD", ""}, .may_drop = true}};
  CHECK(table_text(columns, 0, 37, TableFit::whole_words) ==
        "invoice        amount      as written\n"
        "R1       1,053,040.00  148,315.49 USD\n"
        "R2           8,840.00\n");
  CHECK(table_text(columns, 0, 36, TableFit::whole_words) ==
        "                 amount\n"
        "invoice      as written\n"
        "R1         1,053,040.00\n"
        "         148,315.49 USD\n"
        "R2             8,840.00\n");
}

TEST_CASE("long lines are folded at spaces, else between wide characters; paths and what shows a file stay whole") {
  CHECK(folded_text("short\n", 10) == "short\n");
  CHECK(folded_text("a/long/path.csv:1:1: says what is  wrong\nnext", 16) ==
        "a/long/path.csv:1:1:\n  says what is\n  wrong\nnext");
  CHECK(folded_text("    name = \"a long one\" # as in a file", 10) == "    name = \"a long one\" # as in a file");
  CHECK(folded_text("  --map FILE   A mapping file to read", 30) ==
        "  --map FILE   A mapping file\n               to read");
  CHECK(folded_text("名字很长的情景", 8) == "名字很长\n  的情景");
}

TEST_CASE("a folded command joins again to the same words") {
  const std::string command = "headroom run 'my firm' --company 'A --b' --scenario $'it\\'s --c' --relief one.toml";
  CHECK(folded_command(command, 100) == command);
  CHECK(folded_command(command, 42) ==
        "headroom run 'my firm' --company 'A --b' \\\n  --scenario $'it\\'s --c' \\\n  --relief one.toml");
}

TEST_CASE("a stream that folds passes on line by line, and its last words at the end") {
  std::ostringstream narrow, plain;
  {
    FoldingStream folding(narrow, 7), passing(plain, std::nullopt);
    folding << "one two " << 3 << " four\nfive";
    passing << "one two " << 3 << " four\nfive";
    CHECK(narrow.str() == "one two\n  3\n  four\n");
  }
  CHECK(narrow.str() == "one two\n  3\n  four\nfive");
  CHECK(plain.str() == "one two 3 four\nfive");
}

TEST_CASE("a paragraph on a terminal keeps an amount with its error") {
  const std::string text = "changes by -22.0 ± 1.3 points";
  CHECK(Style{false, 18}.paragraph(text) == "changes by\n-22.0 ± 1.3 points\n");
  std::string line(150, 'x');
  line += " " + text;
  CHECK(Style{}.line(line) == line + "\n");
}
