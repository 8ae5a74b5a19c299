#include "models/recurrence.hpp"

#include <rapidcheck.h>

#include <catch2/catch.hpp>

using namespace headroom;

namespace {

std::vector<std::string> texts(const std::vector<Date>& dates) {
  std::vector<std::string> out;
  for (const Date date : dates) out.push_back(iso_text(date));
  return out;
}

using Texts = std::vector<std::string>;

}  // namespace

TEST_CASE("a monthly date is clamped to short months and does not drift") {
  const Recurrence monthly{Date::of(2027, 12, 31), Every::month, false, std::nullopt};
  CHECK(texts(dates_up_to(monthly, Date::of(2028, 5, 30))) ==
        Texts{"2027-12-31", "2028-01-31", "2028-02-29", "2028-03-31", "2028-04-30"});
  const Recurrence thirtieth{Date::of(2027, 1, 30), Every::month, false, std::nullopt};
  CHECK(texts(dates_up_to(thirtieth, Date::of(2027, 3, 31))) == Texts{"2027-01-30", "2027-02-28", "2027-03-30"});
}

TEST_CASE("a date pinned to the month's last day stays there") {
  const Recurrence pinned{Date::of(2027, 2, 28), Every::month, true, std::nullopt};
  CHECK(texts(dates_up_to(pinned, Date::of(2027, 5, 1))) == Texts{"2027-02-28", "2027-03-31", "2027-04-30"});
  const Recurrence from_mid_month{Date::of(2026, 11, 15), Every::quarter, true, std::nullopt};
  CHECK(texts(dates_up_to(from_mid_month, Date::of(2027, 2, 28))) == Texts{"2026-11-30", "2027-02-28"});
}

TEST_CASE("weeks, quarters and years come back") {
  CHECK(texts(dates_up_to({Date::of(2026, 12, 25), Every::week, false, std::nullopt}, Date::of(2027, 1, 8))) ==
        Texts{"2026-12-25", "2027-01-01", "2027-01-08"});
  CHECK(texts(dates_up_to({Date::of(2026, 11, 30), Every::quarter, false, std::nullopt}, Date::of(2027, 5, 30))) ==
        Texts{"2026-11-30", "2027-02-28", "2027-05-30"});
  CHECK(texts(dates_up_to({Date::of(2024, 2, 29), Every::year, false, std::nullopt}, Date::of(2028, 12, 31))) ==
        Texts{"2024-02-29", "2025-02-28", "2026-02-28", "2027-02-28", "2028-02-29"});
}

TEST_CASE("until and the last day asked for are included, and nothing beyond") {
  const Recurrence monthly{Date::of(2026, 11, 15), Every::month, false, Date::of(2027, 1, 15)};
  CHECK(dates_up_to(monthly, Date::of(2030, 1, 1)).size() == 3);
  CHECK(dates_up_to(monthly, Date::of(2026, 12, 15)).size() == 2);
  CHECK(dates_up_to(monthly, Date::of(2026, 12, 14)).size() == 1);
  CHECK(dates_up_to(monthly, Date::of(2026, 11, 14)).empty());
}

TEST_CASE("dates before the first one are counted backwards") {
  CHECK(nth_date({Date::of(2026, 3, 31), Every::month, false, std::nullopt}, -1) == Date::of(2026, 2, 28));
  CHECK(nth_date({Date::of(2026, 3, 31), Every::week, false, std::nullopt}, -1) == Date::of(2026, 3, 24));
}

TEST_CASE("dates go on to the last day of 2199 and end there") {
  for (const bool pinned : {false, true}) {
    const auto months = dates_up_to({Date::of(2199, 9, 30), Every::month, pinned, std::nullopt}, latest_date());
    CHECK(months.size() == 4);
    CHECK(months.back() == (pinned ? Date::of(2199, 12, 31) : Date::of(2199, 12, 30)));
  }
  CHECK(dates_up_to({Date::of(2198, 12, 31), Every::quarter, false, std::nullopt}, latest_date()).back() ==
        latest_date());
  CHECK(dates_up_to({Date::of(2150, 7, 1), Every::year, false, std::nullopt}, latest_date()).size() == 50);
  CHECK(dates_up_to({Date::of(2199, 12, 1), Every::week, false, std::nullopt}, latest_date()).back() ==
        Date::of(2199, 12, 29));
}

TEST_CASE("each date of a recurrence is the clamped day of month, whatever came between") {
  CHECK(rc::check("no drift", [] {
    const Date first =
        Date::from_serial(*rc::gen::inRange(Date::of(1990, 1, 1).serial(), Date::of(2150, 1, 1).serial()));
    const Every every = *rc::gen::element(Every::month, Every::quarter, Every::year);
    const auto dates = dates_up_to({first, every, false, std::nullopt}, add_months(first, 60));
    RC_ASSERT(dates.size() == static_cast<std::size_t>(60 / months_in(every) + 1));
    for (const Date date : dates)
      RC_ASSERT(date.day_of_month() == std::min(first.day_of_month(), last_day_of_month(date).day_of_month()));
  }));
}

TEST_CASE("half-years and numbers of periods come back") {
  CHECK(texts(dates_up_to({Date::of(2026, 8, 31), Every::half_year, false, std::nullopt}, Date::of(2027, 12, 31))) ==
        Texts{"2026-08-31", "2027-02-28", "2027-08-31"});
  CHECK(texts(dates_up_to({Date::of(2026, 12, 25), parse_every("2 weeks").value(), false, std::nullopt},
                          Date::of(2027, 1, 22))) == Texts{"2026-12-25", "2027-01-08", "2027-01-22"});
  CHECK(nth_date({Date::of(2026, 12, 31), parse_every("2 months").value(), true, std::nullopt}, 1) ==
        Date::of(2027, 2, 28));
  CHECK(nth_date({Date::of(2026, 12, 31), parse_every("27 days").value(), false, std::nullopt}, -1) ==
        Date::of(2026, 12, 4));
}

TEST_CASE("periods are read by their names") {
  for (const char* name :
       {"week", "month", "quarter", "half_year", "year", "2 weeks", "27 days", "2 months", "3 years"})
    CHECK(name_of(parse_every(name).value()) == name);
  CHECK(parse_every("4 quarters") == Every::year);
  CHECK(parse_every("14 days") == parse_every("2 weeks"));
  for (const char* slip :
       {"0 weeks", "2 week", "two weeks", "2  weeks", "-2 weeks", "2.5 weeks", " weeks", "101 years", "2 weeks "})
    CHECK_FALSE(parse_every(slip));
  CHECK_FALSE(parse_every("day"));
  CHECK_FALSE(parse_every("Month"));
}
