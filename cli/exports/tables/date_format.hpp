// How other programs write dates, told from all values of a column.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "models/date.hpp"

namespace headroom {

/// How another program writes its dates, as a pattern of YYYY, YY, MM, DD and MMM (a month's name): `DD.MM.YYYY`,
/// `YYYYMMDD`; after G, an era's name, YY is its year: `GYY年MM月DD日`.
///
/// A day or month of one digit is accepted where a separator follows, a time of day after the date is left out. `excel`
/// stands for day counts as spreadsheets store them.
class DateFormat {
 public:
  /// Errors: nothing where the pattern does not name a year, a month and a day once each.
  static std::optional<DateFormat> parse(std::string_view pattern);

  /// The date that `text` writes in this format, or nothing.
  std::optional<Date> read(std::string_view text) const;

  const std::string& pattern() const { return pattern_; }
  bool has_two_digit_years() const;

 private:
  enum class Part { era, era_year, year, short_year, month, month_name, day, separator };
  struct Element {
    Part part;
    std::string text;  // of a separator
  };

  std::optional<Date> read_plain(std::string_view text) const;
  std::optional<Date> read_serial(std::string_view text) const;
  bool is_followed_by_separator(std::size_t index) const;

  std::string pattern_;
  std::vector<Element> elements_;  // empty: spreadsheet day counts
};

/// The formats in which the values may be written, likeliest first: those that read the most of them (at least half).
/// Formats that read the same dates out of the values are one. More than one: the values do not decide.
std::vector<DateFormat> date_formats_that_fit(const std::vector<std::string_view>& values);

}  // namespace headroom
