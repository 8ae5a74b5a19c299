#include "cli/exports/gnucash/gnucash_tables.hpp"

#include <charconv>

namespace headroom {

std::optional<Date> gnucash_day(std::string_view text) {
  std::string digits;
  for (const char c : text) {
    if (c >= '0' && c <= '9') digits += c;
    else if (c != '-' && c != ':' && c != ' ' && c != 'T') return std::nullopt;
  }
  if (digits.size() != 8 && digits.size() != 14) return std::nullopt;
  const auto part = [&](std::size_t at, std::size_t length) {
    int value = 0;
    std::from_chars(digits.data() + at, digits.data() + at + length, value);
    return value;
  };
  const int year = part(0, 4), month = part(4, 2), day = part(6, 2);
  if (!Date::is_real(year, month, day)) return std::nullopt;
  const Date date = Date::of(year, month, day);
  if (digits.size() == 8 || digits.substr(8) <= "105900" || date == latest_date()) return date;
  return date + 1;
}

}  // namespace headroom
