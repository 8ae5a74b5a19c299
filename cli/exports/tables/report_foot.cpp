#include "cli/exports/tables/report_foot.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <string>

#include "cli/exports/tables/amount_notation.hpp"
#include "cli/exports/tables/date_format.hpp"
#include "cli/exports/tables/export_values.hpp"

namespace headroom {

namespace {

constexpr int year_least = 1990, year_most = 2150;  // of a ledger's day
constexpr std::array<std::string_view, 10> plain_dates = {
    "YYYY-MM-DD",   "YYYY/MM/DD",  "YYYY.MM.DD",   "DD.MM.YYYY",     "DD MMM YYYY",
    "MMM DD, YYYY", "DD-MMM-YYYY", "DD. MMM YYYY", "YYYY年MM月DD日", "GYY年MM月DD日"};
constexpr std::array<std::string_view, 17> total_words = {
    "total", "grand total", "subtotal", "sub-total", "summe", "gesamt", "合计", "总计",    "小计",
    "合計",  "総計",        "sum of",   "somme",     "suma",  "小計",   "累计", "本页合计"};

/// Lines that a row takes: a quoted field may hold line breaks.
int last_line_of(const CsvRow& row) {
  std::ptrdiff_t breaks = 0;
  for (const CsvField& field : row.fields) breaks += std::count(field.text.begin(), field.text.end(), '\n');
  return row.line + static_cast<int>(breaks);
}

std::size_t filled(const CsvRow& row) {
  return static_cast<std::size_t>(
      std::count_if(row.fields.begin(), row.fields.end(), [](const CsvField& field) { return !field.text.empty(); }));
}

/// The date with which a text begins; what follows it may be anything but a further digit.
std::optional<Date> date_at_front(std::string_view text) {
  constexpr std::size_t date_bytes_max = 24;
  for (const std::string_view pattern : plain_dates) {
    const DateFormat format = *DateFormat::parse(pattern);
    for (std::size_t length = std::min(text.size(), date_bytes_max); length >= 8; --length) {
      if (length < text.size() && std::isdigit(static_cast<unsigned char>(text[length])) != 0) continue;
      const auto date = format.read(text.substr(0, length));
      if (date && date->year() >= year_least && date->year() <= year_most) return date;
    }
  }
  return std::nullopt;
}

}  // namespace

bool begins_with_total(std::string_view text) {
  const std::string lower = lower_text(line_of_text(text));
  return std::any_of(total_words.begin(), total_words.end(),
                     [&](std::string_view word) { return lower.starts_with(word); });
}

std::optional<std::size_t> foot_of(const std::vector<CsvRow>& rows) {
  if (rows.size() < 2) return std::nullopt;
  const std::size_t columns = rows.front().fields.size();
  const std::size_t few = columns <= 4 ? 1 : 2;
  std::size_t first = rows.size();
  while (first > 1 && (rows[first - 1].fields.size() < columns ||
                       (filled(rows[first - 1]) <= few && !begins_with_total(rows[first - 1].fields.front().text))))
    --first;
  // The foot begins behind an empty line; rows of the list itself may be too short by mistake.
  for (std::size_t i = first; i < rows.size(); ++i)
    if (rows[i].line > last_line_of(rows[i - 1]) + 1 || is_notation_row(rows[i])) return i;
  return std::nullopt;
}

std::optional<std::pair<Date, int>> last_day_in(std::string_view lines) {
  std::optional<std::pair<Date, int>> day;
  int line = 1;
  bool after_digit = false, after_letter = false;
  for (std::size_t at = 0; at < lines.size(); ++at) {
    const auto byte = static_cast<unsigned char>(lines[at]);
    const bool is_digit = std::isdigit(byte) != 0, is_letter = std::isalpha(byte) != 0 || byte >= 0x80;
    if ((is_digit && !after_digit) || (is_letter && !after_letter)) {
      const std::size_t end = std::min(lines.find('\n', at), lines.size());
      if (const auto date = date_at_front(lines.substr(at, end - at))) day = {*date, line};
    }
    if (lines[at] == '\n') ++line;
    after_digit = is_digit;
    after_letter = is_letter && byte < 0x80;
  }
  return day;
}

}  // namespace headroom
