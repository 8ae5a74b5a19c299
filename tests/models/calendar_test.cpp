#include "models/calendar.hpp"

#include <rapidcheck.h>

#include <catch2/catch.hpp>

using namespace headroom;

TEST_CASE("China's holidays of 2023 come from QuantLib") {
  const auto china = BusinessCalendar::of_country("CN");
  CHECK_FALSE(china.is_business_day(Date::of(2023, 1, 23)));  // Spring Festival, a Monday
  CHECK_FALSE(china.is_business_day(Date::of(2023, 10, 2)));  // National Day holidays, a Monday
  CHECK(china.is_business_day(Date::of(2023, 1, 30)));
  CHECK(china.adjust(Date::of(2023, 10, 1), BusinessDays::following) == Date::of(2023, 10, 9));
}

TEST_CASE("China's holidays of 2026 come from our own table") {
  const auto china = BusinessCalendar::of_country("CN");
  CHECK_FALSE(china.is_business_day(Date::of(2026, 2, 17)));  // Spring Festival, a Tuesday
  CHECK_FALSE(china.is_business_day(Date::of(2026, 10, 7)));
  CHECK(china.is_business_day(Date::of(2026, 10, 8)));
  CHECK_FALSE(china.is_business_day(Date::of(2026, 2, 14)));  // a Saturday made a working day is still a weekend here
  CHECK(china.adjust(Date::of(2026, 2, 17), BusinessDays::following) == Date::of(2026, 2, 24));
  CHECK(china.adjust(Date::of(2026, 2, 17), BusinessDays::preceding) == Date::of(2026, 2, 13));
  CHECK(china.is_listed());
  CHECK(china.last_listed_year() == 2026);
}

TEST_CASE("outside the listed years only weekends are holidays") {
  const auto china = BusinessCalendar::of_country("CN");
  CHECK(china.is_business_day(Date::of(2027, 1, 1)));   // a Friday
  CHECK(china.is_business_day(Date::of(2027, 10, 1)));  // a Friday
  CHECK_FALSE(china.is_business_day(Date::of(2027, 1, 2)));
  CHECK_FALSE(china.is_business_day(Date::of(2027, 1, 3)));
  CHECK(china.is_business_day(Date::of(2003, 10, 1)));  // a Wednesday, before the first listed year
}

TEST_CASE("a calendar without rules ends with the last year that holds its movable feasts") {
  const auto last_year = [](const char* country) { return BusinessCalendar::of_country(country).last_listed_year(); };
  CHECK(last_year("HK") == 2020);
  CHECK(last_year("ID") == 2014);
  CHECK(last_year("IL") == 2044);
  CHECK(last_year("IN") == 2020);
  CHECK(last_year("KR") == 2032);
  CHECK(last_year("SA") == 2022);
  CHECK(last_year("SG") == 2014);
  CHECK(last_year("TH") == 2018);
  CHECK(last_year("TR") == 2034);
  CHECK(last_year("TW") == 2019);
  const auto hong_kong = BusinessCalendar::of_country("HK");
  CHECK_FALSE(hong_kong.is_business_day(Date::of(2020, 1, 27)));  // Lunar New Year
  CHECK(hong_kong.is_business_day(Date::of(2025, 12, 25)));       // half a calendar is not used
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

TEST_CASE("a country whose holidays follow rules is listed for every year") {
  const auto britain = BusinessCalendar::of_country("GB");
  CHECK(britain.is_listed());
  CHECK_FALSE(britain.last_listed_year());
  CHECK_FALSE(britain.is_business_day(Date::of(2026, 12, 25)));
  CHECK_FALSE(
      britain.is_business_day(Date::of(2100, 12, 27)));  // Christmas Day on a Saturday, made up for on the Monday
  CHECK(britain.is_business_day(Date::of(2026, 12, 24)));
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
