#include "cli/exports/journals/journal.hpp"

#include <algorithm>
#include <cctype>
#include <charconv>

#include "cli/exports/tables/export_values.hpp"

namespace headroom {

namespace {

constexpr std::size_t whole_digits_max = 12;
constexpr std::size_t decimals_max = 6;

bool is_tag_end(char c) { return c == ' ' || c == '\t' || c == ',' || c == ':' || c == ';'; }

/// Takes a number of `least` to `most` digits off the front.
std::optional<int> take_number(std::string_view& text, std::size_t least, std::size_t most) {
  std::size_t length = 0;
  while (length < text.size() && length < most && text[length] >= '0' && text[length] <= '9') ++length;
  if (length < least) return std::nullopt;
  int number = 0;
  std::from_chars(text.data(), text.data() + length, number);
  text.remove_prefix(length);
  return number;
}

}  // namespace

std::optional<Date> journal_date(std::string_view text) {
  const auto year = take_number(text, 4, 4);
  if (!year || text.empty() || std::string_view("-/.").find(text.front()) == std::string_view::npos)
    return std::nullopt;
  const char separator = text.front();
  text.remove_prefix(1);
  const auto month = take_number(text, 1, 2);
  if (!month || !text.starts_with(separator)) return std::nullopt;
  text.remove_prefix(1);
  const auto day = take_number(text, 1, 2);
  if (!day || !text.empty() || !Date::is_real(*year, *month, *day)) return std::nullopt;
  return Date::of(*year, *month, *day);
}

JournalTags journal_tags(std::string_view comment) {
  JournalTags tags;
  while (!comment.empty()) {
    const std::size_t line_end = std::min(comment.find('\n'), comment.size());
    std::string_view line = comment.substr(0, line_end);
    comment.remove_prefix(std::min(line_end + 1, comment.size()));
    for (std::size_t colon = line.find(':'); colon != std::string_view::npos; colon = line.find(':')) {
      std::size_t begin = colon;
      while (begin > 0 && !is_tag_end(line[begin - 1])) --begin;
      const std::size_t end = std::min(line.find(',', colon), line.size());
      if (begin < colon)
        tags[lower_text(line.substr(begin, colon - begin))] = line_of_text(line.substr(colon + 1, end - colon - 1));
      line.remove_prefix(begin < colon ? std::min(end + 1, line.size()) : colon + 1);
    }
  }
  return tags;
}

std::optional<Millionths> millionths_in(std::string_view plain) {
  const bool is_negative = plain.starts_with('-');
  if (is_negative) plain.remove_prefix(1);
  const std::size_t point = std::min(plain.find('.'), plain.size());
  std::string_view decimals = plain.substr(std::min(point + 1, plain.size()));
  while (decimals.ends_with('0')) decimals.remove_suffix(1);
  if (point > whole_digits_max || decimals.size() > decimals_max) return std::nullopt;
  std::string digits(plain.substr(0, point));
  digits += decimals;
  digits.append(decimals_max - decimals.size(), '0');
  Millionths number = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (error != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
  return is_negative ? -number : number;
}

}  // namespace headroom
