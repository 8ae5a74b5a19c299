#include "cli/exports/tables/date_format.hpp"

#include <catch2/catch.hpp>

using namespace headroom;

namespace {

std::string read(std::string_view pattern, std::string_view text) {
  const auto format = DateFormat::parse(pattern);
  REQUIRE(format);
  const auto date = format->read(text);
  return date ? iso_text(*date) : "none";
}

std::vector<std::string> fitting(const std::vector<std::string_view>& values) {
  std::vector<std::string> patterns;
  for (const DateFormat& format : date_formats_that_fit(values)) patterns.push_back(format.pattern());
  return patterns;
}

}  // namespace

TEST_CASE("a date is read as its pattern writes it", "[date_format]") {
  struct Case {
    const char* pattern;
    const char* text;
    const char* iso;
  };
  const Case cases[] = {
      {"YYYY-MM-DD", "2020-03-13", "2020-03-13"},
      {"YYYY/MM/DD", "2020/3/13", "2020-03-13"},
      {"YYYYMMDD", "20200313", "2020-03-13"},
      {"YYYYMMDD", "20200313.0", "2020-03-13"},
      {"DD.MM.YYYY", "13.03.2020", "2020-03-13"},
      {"DD.MM.YYYY", "3.4.2020", "2020-04-03"},
      {"MM/DD/YYYY", "03/13/2020", "2020-03-13"},
      {"DD/MM/YYYY", "13/03/2020", "2020-03-13"},
      {"DD MMM YYYY", "13 Mar 2020", "2020-03-13"},
      {"DD MMM YYYY", "13 march 2020", "2020-03-13"},
      {"DD. MMM YYYY", "13. März 2020", "2020-03-13"},
      {"DD-MMM-YY", "13-Okt-20", "2020-10-13"},
      {"MMM DD, YYYY", "Sept. 3, 2020", "2020-09-03"},
      {"DD.MM.YY", "13.03.99", "1999-03-13"},
      {"YYYY年MM月DD日", "2020年3月13日", "2020-03-13"},
      {"YYYY-MM-DD", "2020-03-13T09:30:00.000Z", "2020-03-13"},
      {"MM/DD/YYYY", "3/13/2020 12:00:00 AM", "2020-03-13"},
      {"excel", "43903", "2020-03-13"},
      {"excel", "43903.5", "2020-03-13"},
      {"yyyy-mm-dd", "2020-03-13", "2020-03-13"},
  };
  for (const Case& c : cases) {
    INFO(c.pattern << " " << c.text);
    CHECK(read(c.pattern, c.text) == c.iso);
  }
}

TEST_CASE("what is not a date in the pattern is not read", "[date_format]") {
  CHECK(read("YYYY-MM-DD", "2020-02-30") == "none");
  CHECK(read("YYYY-MM-DD", "2020-03-13x") == "none");
  CHECK(read("YYYY-MM-DD", "") == "none");
  CHECK(read("MM/DD/YYYY", "13/03/2020") == "none");
  CHECK(read("DD.MM.YYYY", "13.03.20") == "none");
  CHECK(read("DD.MM.YY", "13.03.2020") == "none");
  CHECK(read("YYYYMMDD", "2020313") == "none");
  CHECK(read("excel", "999") == "none");
}

TEST_CASE("a pattern names a year, a month and a day once each", "[date_format]") {
  CHECK_FALSE(DateFormat::parse("DD.MM"));
  CHECK_FALSE(DateFormat::parse("DD.DD.YYYY"));
  CHECK_FALSE(DateFormat::parse("13.03.2020"));
  CHECK_FALSE(DateFormat::parse("YYY-MM-DD"));
  CHECK_FALSE(DateFormat::parse("%d/%m/%Y"));
  CHECK_FALSE(DateFormat::parse(""));
}

TEST_CASE("one value decides the order of day and month for all", "[date_format]") {
  CHECK(fitting({"03/04/2020", "05/06/2020", "13/06/2020"}) == std::vector<std::string>{"DD/MM/YYYY"});
  CHECK(fitting({"03/04/2020", "05/06/2020", "06/13/2020"}) == std::vector<std::string>{"MM/DD/YYYY"});
}

TEST_CASE("values that read two ways leave both formats open", "[date_format]") {
  CHECK(fitting({"03/04/2020", "05/06/2020"}) == std::vector<std::string>{"DD/MM/YYYY", "MM/DD/YYYY"});
}

TEST_CASE("formats that read the same dates count as one", "[date_format]") {
  CHECK(fitting({"03/03/2020", "05/05/2020"}) == std::vector<std::string>{"DD/MM/YYYY"});
}

TEST_CASE("a wrong value does not hide the format of the others", "[date_format]") {
  CHECK(fitting({"2020-03-13", "2020-02-30", "2020-04-01"}) == std::vector<std::string>{"YYYY-MM-DD"});
  CHECK(fitting({"soon", "later", "2020-04-01"}).empty());
}
