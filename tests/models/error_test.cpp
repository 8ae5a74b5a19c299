#include "models/error.hpp"

#include <catch2/catch.hpp>

using namespace headroom;

TEST_CASE("a fault says where, what, the value and how to mend it") {
  CHECK(to_text({"company.toml", 13, 9, "`until` is before as_of", "2026-10-01", "remove the line"}) ==
        "company.toml:13:9: `until` is before as_of: \"2026-10-01\"; remove the line");
  CHECK(to_text({"company.toml", 0, 0, "the file is missing", "", ""}) == "company.toml: the file is missing");
  CHECK(to_text({"a.csv", 2, 0, "w", "", "m"}) == "a.csv:2:1: w; m");
}

TEST_CASE("control characters of a ledger are made visible") {
  CHECK(printable("plain ~ text") == "plain ~ text");
  CHECK(printable("a\x1b[2Jb\n\t\x7f") == "a\\x1b[2Jb\\x0a\\x09\\x7f");
  CHECK(printable(std::string_view("a\0b", 3)) == "a\\x00b");
  CHECK(to_text({"a\x1b.csv", 1, 1, "w", "v\r", ""}) == "a\\x1b.csv:1:1: w: \"v\\x0d\"");
}

TEST_CASE("letters of all languages stay as they are") {
  const std::string text =
      "\xe5\x8d\x8e\xe4\xb8\xba caf\xc3\xa9 \xf0\x9f\x9a\xa2";  // two Chinese characters, an accent, a ship
  CHECK(printable(text) == text);
}

TEST_CASE("what steers a display or is no well-formed UTF-8 is made visible") {
  CHECK(printable("\xc2\x9b") == "\\xc2\\x9b");           // a C1 control
  CHECK(printable("\xe2\x80\xae") == "\\xe2\\x80\\xae");  // right-to-left override
  CHECK(printable("\xe2\x81\xa6") == "\\xe2\\x81\\xa6");  // isolate
  CHECK(printable("\xd8\x9c") == "\\xd8\\x9c");           // Arabic letter mark
  CHECK(printable("\xff") == "\\xff");
  CHECK(printable("\xc3") == "\\xc3");                             // cut short
  CHECK(printable("\xc0\x9b") == "\\xc0\\x9b");                    // an escape in two bytes
  CHECK(printable("\xe0\x80\x9b") == "\\xe0\\x80\\x9b");           // in three
  CHECK(printable("\xf0\x80\x80\x9b") == "\\xf0\\x80\\x80\\x9b");  // in four
  CHECK(printable("\xed\xa0\x80") == "\\xed\\xa0\\x80");           // half of a surrogate pair
  CHECK(printable("\xf4\x90\x80\x80") == "\\xf4\\x90\\x80\\x80");  // beyond the last code point
}

TEST_CASE("a long value is cut between characters") {
  const std::string start(79, 'x');
  CHECK(to_text({"f", 0, 0, "w", start + "\xe5\x8d\x8e", ""}) == "f: w: \"" + start + "...\"");
  CHECK(to_text({"f", 0, 0, "w", std::string(80, 'x'), ""}) == "f: w: \"" + std::string(80, 'x') + "\"");
  CHECK(to_text({"f", 0, 0, "w", std::string(81, 'x'), ""}) == "f: w: \"" + std::string(80, 'x') + "...\"");
}

TEST_CASE("only faults are faults") {
  CHECK_FALSE(has_fault({}));
  CHECK_FALSE(has_fault({{"f", 0, 0, "w", "", "", Severity::warning}, {"f", 0, 0, "w", "", "", Severity::note}}));
  CHECK(has_fault({{"f", 0, 0, "w", "", "", Severity::note}, {"f", 0, 0, "w", "", ""}}));
}

TEST_CASE("a result holds a value or its faults") {
  const Result<int> value = 7;
  CHECK(value.ok());
  CHECK(value.value() == 7);
  const Result<int> failed = Fault{"f", 1, 1, "w", "", ""};
  CHECK_FALSE(failed);
  CHECK(failed.faults().size() == 1);
}
