#include "models/date.hpp"

#include <rapidcheck.h>

#include <catch2/catch.hpp>

#include "models/error.hpp"

using namespace headroom;

TEST_CASE("days are counted from 1970-01-01") {
  CHECK(Date::of(1970, 1, 1).serial() == 0);
  CHECK(Date::of(1969, 12, 31).serial() == -1);
  CHECK(Date::of(2000, 1, 1).serial() == 10957);
  CHECK(Date::of(2027, 10, 31) - Date::of(2026, 10, 31) == 365);
  CHECK(Date::of(2028, 10, 31) - Date::of(2027, 10, 31) == 366);
  CHECK(Date::of(2026, 10, 31) + 1 == Date::of(2026, 11, 1));
  CHECK(Date::of(2028, 3, 1) - 1 == Date::of(2028, 2, 29));
  CHECK(Date::of(2026, 10, 31) < Date::of(2026, 11, 1));
}

TEST_CASE("leap years follow the Gregorian rule") {
  CHECK(Date::is_real(2024, 2, 29));
  CHECK(Date::is_real(2000, 2, 29));
  CHECK_FALSE(Date::is_real(2100, 2, 29));
  CHECK_FALSE(Date::is_real(2023, 2, 29));
  CHECK_FALSE(Date::is_real(2026, 4, 31));
  CHECK_FALSE(Date::is_real(2026, 0, 1));
  CHECK_FALSE(Date::is_real(2026, 13, 1));
  CHECK_FALSE(Date::is_real(2026, 1, 0));
}

TEST_CASE("only days from 1901 to 2199 are handled") {
  CHECK(earliest_date() == Date::of(1901, 1, 1));
  CHECK(latest_date() == Date::of(2199, 12, 31));
  CHECK_FALSE(Date::is_real(1900, 12, 31));
  CHECK_FALSE(Date::is_real(2200, 1, 1));
  CHECK_THROWS_AS(Date::of(2200, 1, 1), ContractError);
  CHECK_THROWS_AS(Date::of(2026, 2, 30), ContractError);
}

TEST_CASE("a month later is the same day, clamped to the month's last") {
  CHECK(add_months(Date::of(2026, 1, 31), 1) == Date::of(2026, 2, 28));
  CHECK(add_months(Date::of(2028, 1, 31), 1) == Date::of(2028, 2, 29));
  CHECK(add_months(Date::of(2024, 2, 29), 12) == Date::of(2025, 2, 28));
  CHECK(add_months(Date::of(2024, 2, 29), 48) == Date::of(2028, 2, 29));
  CHECK(add_months(Date::of(2026, 11, 15), 2) == Date::of(2027, 1, 15));
  CHECK(add_months(Date::of(2026, 1, 31), -2) == Date::of(2025, 11, 30));
  CHECK(add_months(Date::of(2026, 12, 31), -12) == Date::of(2025, 12, 31));
  CHECK(last_day_of_month(Date::of(2028, 2, 1)) == Date::of(2028, 2, 29));
  CHECK(is_last_day_of_month(Date::of(2027, 2, 28)));
  CHECK_FALSE(is_last_day_of_month(Date::of(2028, 2, 28)));
}

TEST_CASE("only a real day in ISO 8601 is read as a date") {
  CHECK(parse_date("2026-10-31") == Date::of(2026, 10, 31));
  CHECK(parse_date("2024-02-29") == Date::of(2024, 2, 29));
  for (const char* text :
       {"", "2026-10-3", "2026-10-311", "31-10-2026", "2026/10/31", "2026-02-29", "2026-00-10", "2026-10-00",
        "1900-01-01", "2200-01-01", "2026-1a-01", "+026-10-31", "2026-10--1", " 026-10-31", "20261031  "}) {
    INFO(text);
    CHECK_FALSE(parse_date(text));
  }
}

TEST_CASE("a day is the same after writing and reading") {
  CHECK(rc::check("iso_text, then parse_date", [] {
    const Date date = Date::from_serial(*rc::gen::inRange(earliest_date().serial(), latest_date().serial() + 1));
    RC_ASSERT(parse_date(iso_text(date)) == date);
    RC_ASSERT(Date::of(date.year(), date.month(), date.day_of_month()) == date);
  }));
}

TEST_CASE("dates are written for people") {
  CHECK(iso_text(Date::of(2026, 3, 5)) == "2026-03-05");
  CHECK(date_words(Date::of(2026, 10, 31)) == "31 October 2026");
  CHECK(date_words_short(Date::of(2026, 9, 1)) == "1 Sep 2026");
}
