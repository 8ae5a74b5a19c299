#include "cli/what_if/day_window.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "cli/syntax/message.hpp"

namespace headroom {

namespace {

constexpr int days_max = 36500;
constexpr std::size_t paragraph_bytes_max = 10'000;

void log_given_twice(TomlReader& table, std::string_view date_key, std::string_view day_key) {
  if (table.has(date_key) && table.has(day_key))
    table.log().fault(table.place_of(day_key), message("`{}` beside `{}`", day_key, date_key), "", "keep one of them");
}

}  // namespace

DayWindow read_day_window(TomlReader& table) {
  FaultLog& log = table.log();
  DayWindow window;
  window.from = date_of(table.date("from"), log);
  window.until = date_of(table.date("until"), log);
  window.from_day = whole_number_of(table.number("from_day"), 0, days_max, log);
  window.until_day = whole_number_of(table.number("until_day"), 0, days_max, log);
  log_given_twice(table, "from", "from_day");
  log_given_twice(table, "until", "until_day");
  if (window.from && window.until && *window.until < *window.from)
    log.fault(table.place_of("until"), message("`until` is before `from` ({})", *window.from), iso_text(*window.until),
              "write that day or a later one");
  if (window.from_day && window.until_day && *window.until_day < *window.from_day)
    log.fault(table.place_of("until_day"), message("`until_day` is before `from_day` ({})", *window.from_day),
              fmt::format("{}", *window.until_day), "write that day or a later one");
  return window;
}

std::optional<std::string> paragraph_of(const std::optional<RawValue>& value, FaultLog& log) {
  if (!value) return std::nullopt;
  const auto is_stray = [](char c) {
    return (static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\r' && c != '\t') || c == 0x7F;
  };
  if (value->text.size() > paragraph_bytes_max) {
    log.fault(value->place, message("`{}` is longer than {} bytes", value->name, paragraph_bytes_max), value->text,
              "shorten it");
    return std::nullopt;
  }
  if (std::any_of(value->text.begin(), value->text.end(), is_stray)) {
    log.fault(value->place, message("`{}` holds control characters", value->name), value->text, "remove them");
    return std::nullopt;
  }
  return value->text;
}

}  // namespace headroom
