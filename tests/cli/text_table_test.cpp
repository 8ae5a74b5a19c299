#include "cli/terminal/text_table.hpp"

#include <catch2/catch.hpp>

#include "cli/terminal/display_width.hpp"

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
  CHECK(table_text({{"", {"Grüße", "b"}, true}, {"n", {"1", "100"}}}, 1) == "         n\nGrüße    1\nb      100\n");
}

TEST_CASE("a table too wide is split, each part with the leading column") {
  const std::vector<TableColumn> columns = {{"k", {"a"}, true}, {"x", {"11111"}}, {"y", {"22222"}}, {"z", {"33333"}, false, true}};
  CHECK(table_text(columns, 1, 15) == "k      x\na  11111\n\nk      y      z\na  22222  33333\n");
}
