#include "models/calendar.hpp"

#include <rapidcheck.h>

#include <catch2/catch.hpp>
#include <optional>
#include <string>
#include <utility>

using namespace headroom;

TEST_CASE("China's holidays of 2023 come from QuantLib") {
  const auto china = BusinessCalendar::of_country("CN");
  CHECK_FALSE(china.is_business_day(Date::of(2023, 1, 23)));  // Spring Festival, a Monday
  CHECK_FALSE(china.is_business_day(Date::of(2023, 10, 2)));  // National Day holidays, a Monday
  CHECK(china.is_business_day(Date::of(2023, 1, 30)));
  CHECK(china.adjust(Date::of(2023, 10, 1), BusinessDays::following) == Date::of(2023, 10, 7));  // a working Saturday
}

TEST_CASE("China's holidays of 2026 come from our own table") {
  const auto china = BusinessCalendar::of_country("CN");
  CHECK_FALSE(china.is_business_day(Date::of(2026, 2, 17)));  // Spring Festival, a Tuesday
  CHECK_FALSE(china.is_business_day(Date::of(2026, 10, 7)));
  CHECK(china.is_business_day(Date::of(2026, 10, 8)));
  CHECK(china.adjust(Date::of(2026, 2, 17), BusinessDays::following) == Date::of(2026, 2, 24));
  CHECK(china.adjust(Date::of(2026, 2, 17), BusinessDays::preceding) == Date::of(2026, 2, 14));
  CHECK(china.is_listed());
  CHECK(china.last_listed_year() == 2026);
}

TEST_CASE("China's working weekends are business days") {
  const auto china = BusinessCalendar::of_country("CN");
  for (const Date day : {Date::of(2026, 1, 4), Date::of(2026, 2, 14), Date::of(2026, 2, 28), Date::of(2026, 5, 9),
                         Date::of(2026, 9, 20), Date::of(2026, 10, 10), Date::of(2025, 9, 28), Date::of(2023, 10, 7)})
    CHECK(china.is_business_day(day));
  CHECK_FALSE(china.is_business_day(Date::of(2026, 9, 19)));  // the Saturday before one
}

namespace {

/// The weekdays off of one country and year, as "MM-DD MM-DD".
struct DaysOff {
  const char* country;
  int year;
  const char* days;
};

/// Collected from the countries' laws and notices, and compared with a second source (tools/compare-holidays.mjs).
constexpr DaysOff days_off[] = {
    {"AR", 2026,
     "01-01 02-16 02-17 03-23 03-24 04-02 04-03 05-01 05-25 06-15 07-09 07-10 08-17 10-12 11-23 12-07 12-08 12-25"},
    {"AT", 2026, "01-01 01-06 04-06 05-01 05-14 05-25 06-04 10-26 12-08 12-25"},
    {"AU", 2026, "01-01 01-26 04-03 04-06 06-08 12-25 12-28"},
    {"BR", 2026, "01-01 02-16 02-17 04-03 04-21 05-01 06-04 09-07 10-12 11-02 11-20 12-25"},
    {"BW", 2026, "01-01 01-02 04-03 04-06 05-01 05-14 07-01 07-20 07-21 09-30 10-01 12-25"},
    {"CA", 2026, "01-01 02-16 04-03 05-18 07-01 08-03 09-07 09-30 10-12 11-11 12-25 12-28"},
    {"CH", 2026, "01-01 01-02 04-03 04-06 05-01 05-14 05-25 12-25"},
    {"CL", 2026, "01-01 04-03 05-01 05-21 06-29 07-16 09-18 10-12 12-08 12-25 12-31"},
    {"CN", 2026,
     "01-01 01-02 02-16 02-17 02-18 02-19 02-20 02-23 04-06 05-01 05-04 05-05 06-19 09-25 10-01 10-02 10-05 10-06 "
     "10-07"},
    {"CZ", 2026, "01-01 04-03 04-06 05-01 05-08 07-06 09-28 10-28 11-17 12-24 12-25"},
    {"DE", 2026, "01-01 04-03 04-06 05-01 05-14 05-25 12-24 12-25"},
    {"DK", 2026, "01-01 04-02 04-03 04-06 05-14 05-25 06-05 12-25"},
    {"FI", 2026, "01-01 01-06 04-03 04-06 05-01 05-14 06-19 12-24 12-25"},
    {"FR", 2026, "01-01 04-06 05-01 05-08 05-14 05-25 07-14 11-11 12-25"},
    {"GB", 2026, "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28"},
    {"HK", 2026, "01-01 02-17 02-18 02-19 04-03 04-06 04-07 05-01 05-25 06-19 07-01 10-01 10-19 12-25"},
    {"HU", 2026, "01-01 04-03 04-06 05-01 05-25 08-20 10-23 12-25"},
    {"IL", 2026, "03-03 04-02 04-08 04-21 04-22 07-23 09-13 09-20 09-21"},
    {"IS", 2026, "01-01 04-02 04-03 04-06 04-23 05-01 05-14 05-25 06-17 08-03 12-25"},
    {"IT", 2026, "01-01 01-06 04-06 05-01 06-02 12-08 12-25"},
    {"JP", 2026,
     "01-01 01-02 01-12 02-11 02-23 03-20 04-29 05-04 05-05 05-06 07-20 08-11 09-21 09-22 09-23 10-12 11-03 11-23 "
     "12-31"},
    {"KR", 2026, "01-01 02-16 02-17 02-18 03-02 05-01 05-05 05-25 06-03 07-17 08-17 09-24 09-25 10-05 10-09 12-25"},
    {"MX", 2026, "01-01 02-02 03-16 04-02 04-03 05-01 09-16 11-02 11-16 12-25"},
    {"NO", 2026, "01-01 04-02 04-03 04-06 05-01 05-14 05-25 12-24 12-25"},
    {"NZ", 2026, "01-01 01-02 02-06 04-03 04-06 04-27 06-01 07-10 10-26 12-25 12-28"},
    {"PL", 2026, "01-01 01-06 04-06 05-01 06-04 11-11 12-24 12-25"},
    {"RO", 2026, "01-01 01-02 01-06 01-07 04-10 04-13 05-01 06-01 11-30 12-01 12-25"},
    {"RU", 2026, "01-01 01-02 01-05 01-06 01-07 01-08 01-09 02-23 03-09 05-01 05-11 06-12 11-04 12-31"},
    {"SE", 2026, "01-01 01-06 04-03 04-06 05-01 05-14 06-19 12-24 12-25 12-31"},
    {"SG", 2026, "01-01 02-17 02-18 04-03 05-01 05-27 06-01 08-10 11-09 12-25"},
    {"SK", 2026, "01-01 01-06 04-03 04-06 05-01 12-24 12-25"},
    {"TR", 2026, "01-01 03-20 04-23 05-01 05-19 05-27 05-28 05-29 07-15 10-29"},
    {"US", 2026, "01-01 01-19 02-16 05-25 06-19 09-07 10-12 11-11 11-26 12-25"},
    {"ZA", 2026, "01-01 04-03 04-06 04-27 05-01 06-16 08-10 09-24 12-16 12-25"},
    {"AR", 2033, "02-28 03-01 03-24 04-14 04-15 05-25 06-20 08-15 10-10 12-08"},
    {"BR", 2033, "02-28 03-01 04-15 04-21 06-16 09-07 10-12 11-02 11-15"},
    {"DK", 2033, "04-14 04-15 04-18 05-26 06-06 12-26"},
    {"FI", 2033, "01-06 04-15 04-18 05-26 06-24 12-06 12-26"},
    {"FR", 2033, "04-18 05-26 06-06 07-14 08-15 11-01 11-11"},
    {"NZ", 2033, "01-03 01-04 02-07 04-15 04-18 04-25 06-06 06-24 10-24 12-26 12-27"},
    {"RO", 2033, "01-06 01-07 01-24 04-22 04-25 06-01 06-13 08-15 11-30 12-01 12-26"},
    {"US", 2033, "01-17 02-21 05-30 06-20 07-04 09-05 10-10 11-11 11-24 12-26"},
};

}  // namespace

TEST_CASE("each country's weekdays off are those of its laws and notices") {
  for (const DaysOff& expected : days_off) {
    const auto calendar = BusinessCalendar::of_country(expected.country);
    std::string found;
    for (Date day = Date::of(expected.year, 1, 1); day.year() == expected.year; day = day + 1) {
      const int weekday = (day.serial() + 3) % 7;  // 0 Monday
      const bool weekend = std::string(expected.country) == "IL" ? weekday == 4 || weekday == 5 : weekday >= 5;
      if (weekend || calendar.is_business_day(day)) continue;
      found += (found.empty() ? "" : " ") + iso_text(day).substr(5);
    }
    INFO(expected.country << " " << expected.year);
    CHECK(found == expected.days);
  }
}

TEST_CASE("a holiday counts from the year of its law and until its abolition") {
  struct Day {
    const char* country;
    Date date;
    bool is_business_day;
  };
  const Day days[] = {
      {"BR", Date::of(2023, 11, 20), true}, {"BR", Date::of(2024, 11, 20), false},  // Black Awareness Day
      {"DK", Date::of(2023, 5, 5), false},  {"DK", Date::of(2024, 4, 26), true},    // Great Prayer Day
      {"NZ", Date::of(2021, 7, 9), true},   {"NZ", Date::of(2022, 6, 24), false},   // Matariki
      {"PL", Date::of(2024, 12, 24), true}, {"PL", Date::of(2025, 12, 24), false},  // Christmas Eve
      {"RO", Date::of(2017, 4, 14), true},  {"RO", Date::of(2018, 4, 6), false},    // Orthodox Good Friday
      {"IT", Date::of(2024, 10, 4), true},  {"IT", Date::of(2027, 10, 4), false},   // Saint Francis
      {"SK", Date::of(2023, 9, 1), false},  {"SK", Date::of(2025, 9, 1), true},     // Constitution Day
      {"KR", Date::of(2025, 7, 17), true},  {"KR", Date::of(2026, 7, 17), false},   // Constitution Day
      {"FR", Date::of(2018, 5, 10), false}, {"FR", Date::of(2027, 5, 10), true},    // Ascension, only in 2018
      {"FI", Date::of(2026, 6, 19), false}, {"FI", Date::of(2027, 6, 18), true},    // Midsummer Eve
      {"US", Date::of(2027, 12, 24), true}, {"US", Date::of(2027, 12, 31), true},   // Federal Reserve Banks are open
      {"US", Date::of(2027, 6, 18), true},  {"US", Date::of(2033, 6, 20), false},   // a Sunday's holiday is moved
  };
  for (const Day& day : days) {
    INFO(day.country << " " << iso_text(day.date));
    CHECK(BusinessCalendar::of_country(day.country).is_business_day(day.date) == day.is_business_day);
  }
}

TEST_CASE("outside the listed years only weekends are holidays") {
  const auto china = BusinessCalendar::of_country("CN");
  CHECK(china.is_business_day(Date::of(2027, 1, 1)));   // a Friday
  CHECK(china.is_business_day(Date::of(2027, 10, 1)));  // a Friday
  CHECK_FALSE(china.is_business_day(Date::of(2027, 1, 2)));
  CHECK_FALSE(china.is_business_day(Date::of(2027, 1, 3)));
  CHECK(china.is_business_day(Date::of(2003, 10, 1)));  // a Wednesday, before the first listed year
}

TEST_CASE("every listed country says its first and last listed year") {
  const auto years = [](const char* country) {
    const auto calendar = BusinessCalendar::of_country(country);
    return std::pair(calendar.first_listed_year(), calendar.last_listed_year());
  };
  CHECK(years("AR") == std::pair<std::optional<int>, std::optional<int>>(2024, 2035));
  CHECK(years("CN") == std::pair<std::optional<int>, std::optional<int>>(2004, 2026));
  CHECK(years("FR") == std::pair<std::optional<int>, std::optional<int>>(2015, 2035));
  CHECK(years("HK") == std::pair<std::optional<int>, std::optional<int>>(2004, 2027));
  CHECK(years("KR") == std::pair<std::optional<int>, std::optional<int>>(2004, 2029));
  CHECK(years("RU") == std::pair<std::optional<int>, std::optional<int>>(2024, 2026));
  CHECK(years("TW") == std::pair<std::optional<int>, std::optional<int>>(2002, 2019));
  CHECK_FALSE(BusinessCalendar::of_country("UA").is_listed());
  const auto hong_kong = BusinessCalendar::of_country("HK");
  CHECK_FALSE(hong_kong.is_business_day(Date::of(2020, 1, 27)));  // Lunar New Year
  CHECK(hong_kong.is_business_day(Date::of(2028, 12, 25)));       // half a calendar is not used
}

TEST_CASE("years missing between listed ones have weekends only") {
  const auto india = BusinessCalendar::of_country("IN");
  CHECK_FALSE(india.is_business_day(Date::of(2014, 10, 2)));
  CHECK(india.is_business_day(Date::of(2015, 10, 2)));
  CHECK_FALSE(india.is_business_day(Date::of(2019, 10, 2)));
}

TEST_CASE("a weekend is the country's own") {
  const auto israel = BusinessCalendar::of_country("IL");
  CHECK_FALSE(israel.is_business_day(Date::of(2026, 11, 6)));  // a Friday
  CHECK(israel.is_business_day(Date::of(2026, 11, 8)));        // a Sunday
}

TEST_CASE("a country without a listed calendar has weekends only") {
  const auto unknown = BusinessCalendar::of_country("XX");
  CHECK_FALSE(unknown.is_listed());
  CHECK_FALSE(unknown.last_listed_year());
  CHECK(unknown.is_business_day(Date::of(2026, 12, 25)));
  CHECK_FALSE(unknown.is_business_day(Date::of(2026, 12, 26)));
  CHECK_FALSE(BusinessCalendar::of_country("").is_listed());
  CHECK_FALSE(BusinessCalendar::of_country("cn").is_listed());
}

TEST_CASE("a rule counts in the listed years alone") {
  const auto britain = BusinessCalendar::of_country("GB");
  CHECK_FALSE(britain.is_business_day(Date::of(2035, 12, 25)));
  CHECK(britain.is_business_day(Date::of(2036, 12, 25)));
  CHECK(britain.is_business_day(Date::of(2014, 12, 25)));
}

TEST_CASE("each rule moves a day off in its own way") {
  const auto weekends = BusinessCalendar::of_country("XX");
  const Date saturday = Date::of(2026, 1, 31), sunday = Date::of(2026, 2, 1);
  CHECK(weekends.adjust(saturday, BusinessDays::none) == saturday);
  CHECK(weekends.adjust(saturday, BusinessDays::following) == Date::of(2026, 2, 2));
  CHECK(weekends.adjust(saturday, BusinessDays::modified_following) == Date::of(2026, 1, 30));
  CHECK(weekends.adjust(saturday, BusinessDays::preceding) == Date::of(2026, 1, 30));
  CHECK(weekends.adjust(sunday, BusinessDays::modified_following) == Date::of(2026, 2, 2));
  CHECK(weekends.adjust(Date::of(2026, 2, 3), BusinessDays::preceding) == Date::of(2026, 2, 3));
}

TEST_CASE("every day keeps its weekday, before 1970 too") {
  const auto weekends = BusinessCalendar::of_country("XX");
  const Date saturday = Date::of(1901, 1, 5);
  for (int week = 0; week < 15000; ++week) {
    const Date day = saturday + 7 * week;
    REQUIRE_FALSE(weekends.is_business_day(day));
    REQUIRE_FALSE(weekends.is_business_day(day + 1));
    for (int k = 2; k < 7; ++k) REQUIRE(weekends.is_business_day(day + k));
  }
}

TEST_CASE("a moved day is a business day, and a business day stays") {
  const auto china = BusinessCalendar::of_country("CN");
  CHECK(rc::check("adjust", [&china] {
    const Date date =
        Date::from_serial(*rc::gen::inRange(Date::of(1990, 1, 1).serial(), Date::of(2150, 1, 1).serial()));
    const BusinessDays rule =
        *rc::gen::element(BusinessDays::following, BusinessDays::modified_following, BusinessDays::preceding);
    const Date moved = china.adjust(date, rule);
    RC_ASSERT(china.is_business_day(moved));
    RC_ASSERT(china.adjust(moved, rule) == moved);
    if (rule == BusinessDays::following) RC_ASSERT(moved >= date);
    if (rule == BusinessDays::preceding) RC_ASSERT(moved <= date);
    if (rule == BusinessDays::modified_following) RC_ASSERT(moved.month() == date.month());
  }));
}

TEST_CASE("business-day rules are read by their names") {
  for (const char* name : {"none", "following", "modified_following", "preceding"})
    CHECK(name_of(parse_business_days(name).value()) == name);
  CHECK_FALSE(parse_business_days("next"));
}
