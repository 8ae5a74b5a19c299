#include "cli/exports/tables/report_text.hpp"

#include <algorithm>
#include <array>

#include "cli/exports/tables/column_names.hpp"
#include "cli/exports/tables/date_format.hpp"
#include "cli/exports/tables/export_values.hpp"

namespace headroom {

namespace {

constexpr int year_least = 1990, year_most = 2150;  // of a ledger's day
constexpr std::array<std::string_view, 5> title_dates = {"MMM DD, YYYY", "DD MMM YYYY", "DD MMM, YYYY", "YYYY-MM-DD",
                                                         "DD.MM.YYYY"};

bool holds_one_of(std::string_view text, std::initializer_list<std::string_view> words) {
  return std::any_of(words.begin(), words.end(),
                     [&](std::string_view word) { return text.find(word) != std::string_view::npos; });
}

/// The date that a line ends with, wherever it begins.
std::optional<Date> date_at_end(std::string_view line) {
  for (std::size_t begin = 0; begin < line.size(); begin = std::min(line.find(' ', begin), line.size() - 1) + 1)
    for (const std::string_view pattern : title_dates)
      if (const auto date = DateFormat::parse(pattern)->read(line.substr(begin));
          date && date->year() >= year_least && date->year() <= year_most)
        return date;
  return std::nullopt;
}

}  // namespace

const CsvField& cell(const CsvRow& row, std::size_t column) {
  static const CsvField none;
  return column < row.fields.size() ? row.fields[column] : none;
}

std::optional<std::size_t> column_named(const CsvRow& header, std::string_view names) {
  while (!names.empty()) {
    const std::size_t end = std::min(names.find(','), names.size());
    const std::string_view name = names.substr(0, end);
    names.remove_prefix(std::min(end + 1, names.size()));
    for (std::size_t i = 0; i < header.fields.size(); ++i)
      if (normal_heading(header.fields[i].text) == name) return i;
  }
  return std::nullopt;
}

std::string title_of(const ReportText& report) {
  std::string out;
  for (std::size_t i = 0; i < report.header; ++i) {
    for (const CsvField& field : report.rows[i].fields)
      if (!field.text.empty()) out += lower_text(line_of_text(field.text)) + ' ';
    out += '\n';
  }
  return out;
}

std::optional<Date> day_in_title(const ReportText& report) {
  std::optional<Date> day;
  for (std::size_t i = 0; i < report.header; ++i)
    if (const CsvField* field = only_cell(report.rows[i]))
      if (const auto found = date_at_end(line_of_text(field->text))) day = found;
  return day;
}

std::optional<Side> side_in(std::string_view title) {
  const bool suppliers =
      holds_one_of(title, {"payable", "a/p ", "unpaid bill", "bill payment", "supplier", "vendor", "creditor"});
  const bool customers = holds_one_of(
      title, {"receivable", "a/r ", "open invoice", "invoice list", "received payment", "customer", "debtor"});
  if (suppliers == customers) return std::nullopt;
  return suppliers ? Side::payables : Side::receivables;
}

const CsvField* only_cell(const CsvRow& row) {
  const CsvField* only = nullptr;
  for (const CsvField& field : row.fields) {
    if (field.text.empty()) continue;
    if (only != nullptr) return nullptr;
    only = &field;
  }
  return only;
}

bool is_of_shares(const CsvRow& row) {
  return std::any_of(row.fields.begin(), row.fields.end(),
                     [](const CsvField& field) { return field.text.ends_with('%'); });
}

std::optional<std::string> total_of(const CsvRow& row) {
  const auto first =
      std::find_if(row.fields.begin(), row.fields.end(), [](const CsvField& field) { return !field.text.empty(); });
  if (first == row.fields.end()) return std::nullopt;
  const std::string text = line_of_text(first->text), lower = lower_text(text);
  if (lower == "total" || lower == "grand total" || lower == "totals") return "";
  if (lower.starts_with("total for ")) return text.substr(10);
  // A party may be called so: only a row with amounts is a total of it.
  return lower.starts_with("total ") && only_cell(row) == nullptr ? std::optional(text.substr(6)) : std::nullopt;
}

}  // namespace headroom
