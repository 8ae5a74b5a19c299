#include "cli/exports/tables/list_columns.hpp"

#include <algorithm>

#include "cli/exports/tables/list_words.hpp"
#include "cli/exports/tables/row_values.hpp"

namespace headroom {

ListColumns::ListColumns(const ExportTable& source, const ColumnMapping& mapping) : source_(source), mapping_(mapping) {
  for (const CsvField& field : source.table.header.fields) headings_.push_back(field.text);
}

bool ListColumns::is_used(const std::string& heading) const {
  const auto names = [&](const auto& rules) {
    return std::any_of(rules.begin(), rules.end(), [&](const auto& rule) { return rule.column == heading; });
  };
  const auto holds = [&](const std::vector<std::string>& headings) {
    return std::find(headings.begin(), headings.end(), heading) != headings.end();
  };
  const bool is_source = std::any_of(mapping_.columns.begin(), mapping_.columns.end(),
                                     [&](const auto& entry) { return entry.second == heading; });
  const bool is_fallback = std::any_of(mapping_.fallbacks.begin(), mapping_.fallbacks.end(),
                                       [&](const auto& entry) { return holds(entry.second); });
  return is_source || is_fallback || names(mapping_.keep) || names(mapping_.skip) || names(mapping_.negative) ||
         names(mapping_.status) || holds(mapping_.less) || holds(mapping_.ignore);
}

std::size_t ListColumns::index_of(const std::string& heading) const {
  return static_cast<std::size_t>(std::find(headings_.begin(), headings_.end(), heading) - headings_.begin());
}

ColumnValues ListColumns::values_of(std::size_t column, std::size_t most) const {
  ColumnValues values;
  for (const CsvRow& row : rows()) {
    const std::string text(without_edges(row.fields[column].text));
    if (!text.empty()) values.try_emplace(text, &row.fields[column]);
    if (values.size() > most) break;
  }
  return values;
}

std::optional<double> ListColumns::number_in(const CsvField& field) const {
  const auto amount = read_exported_amount(field.text, mapping_.decimal_sign.value_or(DecimalSign::point));
  if (!amount || amount->plain.size() > 300) return std::nullopt;
  return std::stod(amount->plain);
}

double ListColumns::amount_of(const CsvRow& row, std::size_t column) const {
  return number_in(row.fields[column]).value_or(0.0);
}

bool ListColumns::holds_amounts(std::size_t column) const {
  std::size_t filled = 0, amounts = 0;
  for (const CsvRow& row : rows()) {
    if (is_blank(row.fields[column].text)) continue;
    ++filled;
    if (number_in(row.fields[column])) ++amounts;
  }
  return filled > 0 && amounts * 2 > filled;
}

bool ListColumns::holds_dates(std::size_t column) const {
  std::vector<std::string_view> texts;
  for (const CsvRow& row : rows())
    if (!is_blank(row.fields[column].text)) texts.push_back(row.fields[column].text);
  if (texts.empty()) return false;
  const auto formats = date_formats_that_fit(texts);
  return std::any_of(formats.begin(), formats.end(), [&](const DateFormat& format) {
    return format.pattern() != "excel" && std::all_of(texts.begin(), texts.end(), [&](std::string_view text) {
             return format.read(without_edges(text)).has_value();
           });
  });
}

bool ListColumns::holds_some_date(std::size_t column) const {
  return std::any_of(rows().begin(), rows().end(), [&](const CsvRow& row) {
    const std::string_view text = without_edges(row.fields[column].text);
    const auto formats = text.size() < 6 ? std::vector<DateFormat>() : date_formats_that_fit({text});
    return std::any_of(formats.begin(), formats.end(),
                       [](const DateFormat& format) { return format.pattern() != "excel"; });
  });
}

bool ListColumns::holds_yes_and_no(std::size_t column) const {
  const ColumnValues values = values_of(column, 4);
  return !values.empty() && values.size() <= 4 && std::all_of(values.begin(), values.end(), [](const auto& one) {
    return is_word_of("yes", one.first) || is_word_of("no", one.first);
  });
}

const CsvField* ListColumns::first_amount(std::size_t column) const {
  for (const CsvRow& row : rows())
    if (amount_of(row, column) != 0.0) return &row.fields[column];
  return nullptr;
}

std::optional<std::string> ListColumns::source_of(const std::string& target) const {
  const auto found = mapping_.columns.find(target);
  if (found == mapping_.columns.end() || is_no_heading(found->second) || index_of(found->second) == headings_.size())
    return std::nullopt;
  return found->second;
}

}  // namespace headroom
