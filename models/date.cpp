#include "models/date.hpp"

#include <fmt/format.h>

#include <boost/date_time/gregorian/gregorian_types.hpp>

#include "models/error.hpp"

namespace headroom {

namespace {

namespace gregorian = boost::gregorian;

const gregorian::date epoch(1970, 1, 1);

constexpr const char* month_names[] = {"January", "February", "March",     "April",   "May",      "June",
                                       "July",    "August",   "September", "October", "November", "December"};

gregorian::date to_boost(Date date) { return epoch + gregorian::days(date.serial()); }
Date from_boost(const gregorian::date& date) {
  return Date::from_serial(static_cast<std::int32_t>((date - epoch).days()));
}

/// Digits `[first, first + count)` of `text` as a number, or -1.
int number_at(std::string_view text, std::size_t first, std::size_t count) {
  int value = 0;
  for (std::size_t i = first; i < first + count; ++i) {
    if (text[i] < '0' || text[i] > '9') return -1;
    value = value * 10 + (text[i] - '0');
  }
  return value;
}

}  // namespace

Date Date::of(int year, int month, int day) {
  if (!is_real(year, month, day)) throw ContractError(fmt::format("{}-{}-{} is not a day", year, month, day));
  return from_boost(gregorian::date(static_cast<unsigned short>(year), static_cast<unsigned short>(month),
                                    static_cast<unsigned short>(day)));
}

bool Date::is_real(int year, int month, int day) {
  if (year < 1901 || year > 2199 || month < 1 || month > 12 || day < 1) return false;
  return day <= gregorian::gregorian_calendar::end_of_month_day(static_cast<unsigned short>(year),
                                                                static_cast<unsigned short>(month));
}

int Date::year() const { return to_boost(*this).year(); }
int Date::month() const { return to_boost(*this).month(); }
int Date::day_of_month() const { return to_boost(*this).day(); }

Date Date::from_serial(std::int32_t serial) {
  Date date;
  date.serial_ = serial;
  return date;
}

Date add_months(Date date, int months) {
  const int index = date.year() * 12 + date.month() - 1 + months;
  const int year = index / 12, month = index % 12 + 1;
  const int last = gregorian::gregorian_calendar::end_of_month_day(static_cast<unsigned short>(year),
                                                                   static_cast<unsigned short>(month));
  return Date::of(year, month, std::min(date.day_of_month(), last));
}

Date last_day_of_month(Date date) { return from_boost(to_boost(date).end_of_month()); }
bool is_last_day_of_month(Date date) { return last_day_of_month(date) == date; }

Date earliest_date() { return Date::of(1901, 1, 1); }
Date latest_date() { return Date::of(2199, 12, 31); }

std::optional<Date> parse_date(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const int year = number_at(text, 0, 4), month = number_at(text, 5, 2), day = number_at(text, 8, 2);
  if (!Date::is_real(year, month, day)) return std::nullopt;
  return Date::of(year, month, day);
}

std::string iso_text(Date date) {
  return fmt::format("{:04}-{:02}-{:02}", date.year(), date.month(), date.day_of_month());
}

std::string date_words(Date date) {
  return fmt::format("{} {} {}", date.day_of_month(), month_names[date.month() - 1], date.year());
}

std::string date_words_short(Date date) {
  return fmt::format("{} {:.3} {}", date.day_of_month(), month_names[date.month() - 1], date.year());
}

std::string month_words_short(Date date) { return fmt::format("{:.3} {}", month_names[date.month() - 1], date.year()); }

}  // namespace headroom
