#include "cli/what_if/horizon.hpp"

#include <catch2/catch.hpp>

using namespace headroom;

TEST_CASE("a horizon is months or days, from one to forty years") {
  const Date as_of = Date::of(2026, 10, 31);
  const auto days = [as_of](std::string_view text) {
    const auto horizon = parse_horizon(text);
    return horizon ? days_of(*horizon, as_of) : -1;
  };
  CHECK(days("365d") == 365);
  CHECK(days("1d") == 1);
  CHECK(days("12m") == 365);
  CHECK(days("4m") == Date::of(2027, 2, 28) - as_of);
  CHECK(days("480m") == Date::of(2066, 10, 31) - as_of);
  CHECK(days("14610d") == 14610);
  for (const char* text : {"", "m", "d", "12", "12w", "0d", "0m", "-3m", "+3m", " 3m", "3m ", "1.5m", "481m", "14611d",
                           "99999999999d", "12mm", "0x10d"}) {
    INFO(text);
    CHECK(days(text) == -1);
  }
}

TEST_CASE("twelve months across a leap day are 366 days") {
  CHECK(days_of(*parse_horizon("12m"), Date::of(2027, 3, 1)) == 366);
}
