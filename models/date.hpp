// A calendar day as a count of days.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace headroom {

/// A calendar day. Inside, a count of days, so that differences are plain integers.
class Date {
 public:
  Date() = default;

  /// Requires: a real day between 1901-01-01 and 2199-12-31 (what the calendars of the quantitative libraries cover).
  static Date of(int year, int month, int day);
  static bool is_real(int year, int month, int day);

  int year() const;
  int month() const;
  int day_of_month() const;
  /// Days since 1970-01-01.
  std::int32_t serial() const { return serial_; }
  static Date from_serial(std::int32_t serial);

  friend auto operator<=>(const Date&, const Date&) = default;
  friend Date operator+(Date date, int days) { return from_serial(date.serial_ + days); }
  friend Date operator-(Date date, int days) { return from_serial(date.serial_ - days); }
  friend int operator-(Date later, Date earlier) { return later.serial_ - earlier.serial_; }

 private:
  std::int32_t serial_ = 0;
};

/// The same day of month `months` later (earlier if negative), clamped to the month's last day.
Date add_months(Date date, int months);
Date last_day_of_month(Date date);
bool is_last_day_of_month(Date date);

/// The first and last day that the program handles.
Date earliest_date();
Date latest_date();

/// Reads `2026-10-31`; nothing if it is not a real day in the handled range.
std::optional<Date> parse_date(std::string_view text);

/// `2026-10-31`.
std::string iso_text(Date date);

/// As people write it: `31 October 2026`.
std::string date_words(Date date);

/// As people write it in a table: `31 Oct 2026`.
std::string date_words_short(Date date);

/// The month alone: `Oct 2026`.
std::string month_words_short(Date date);

}  // namespace headroom
