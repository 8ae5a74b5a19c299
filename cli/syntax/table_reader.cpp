#include "cli/syntax/table_reader.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "cli/syntax/message.hpp"
#include "cli/syntax/words.hpp"

namespace headroom {

TableReader::TableReader(const CsvRow& header, const std::vector<Column>& columns, FaultLog& log)
    : columns_(columns), index_(columns.size()) {
  for (std::size_t c = 0; c < columns_.size(); ++c)
    for (std::size_t i = 0; i < header.fields.size(); ++i)
      if (header.fields[i].text == columns_[c].name) index_[c] = i;
  report_missing(header, log);
  report_unknown(header, log);
}

void TableReader::report_missing(const CsvRow& header, FaultLog& log) {
  for (std::size_t c = 0; c < columns_.size(); ++c) {
    if (!columns_[c].required || index_[c]) continue;
    complete_ = false;
    std::vector<std::string> names;
    for (const CsvField& field : header.fields)
      if (std::none_of(columns_.begin(), columns_.end(),
                       [&field](const Column& column) { return column.name == field.text; }))
        names.push_back(field.text);
    const auto near = nearest_name(columns_[c].name, names);
    log.fault({header.line, 1}, message("the column `{}` is missing", columns_[c].name), "",
              near ? message("rename the column `{}`", *near) : "add it");
  }
}

void TableReader::report_unknown(const CsvRow& header, FaultLog& log) {
  std::vector<std::string> absent;
  for (std::size_t c = 0; c < columns_.size(); ++c)
    if (!index_[c] && !columns_[c].required) absent.emplace_back(columns_[c].name);
  for (const CsvField& field : header.fields) {
    if (std::any_of(columns_.begin(), columns_.end(),
                    [&field](const Column& column) { return column.name == field.text; }))
      continue;
    note_columns_.push_back(field.text);
    const auto near = nearest_name(field.text, absent);
    if (near)
      log.warning({field.line, field.column}, "an unknown column, kept as a note", field.text,
                  message("did you mean `{}`?", *near));
  }
  if (note_columns_.empty()) return;
  std::vector<std::string> known;
  for (const Column& column : columns_) known.emplace_back(column.name);
  std::string names;
  for (const std::string& name : note_columns_)
    names += (names.empty() ? "" : ", ") + (name.empty() ? std::string("(no name)") : name);
  log.note({header.line, 1},
           message("{}, kept as notes", how_many(note_columns_.size(), "unknown column", "unknown columns")), names,
           message("known are {}", listed(known, "and")));
}

std::optional<std::size_t> TableReader::index_of(std::string_view column) const {
  for (std::size_t c = 0; c < columns_.size(); ++c)
    if (columns_[c].name == column) return index_[c];
  throw ContractError(fmt::format("the table has no column {}", column));
}

const Column& TableReader::column(std::string_view name) const {
  const auto found =
      std::find_if(columns_.begin(), columns_.end(), [name](const Column& column) { return column.name == name; });
  if (found == columns_.end()) throw ContractError(fmt::format("the table has no column {}", name));
  return *found;
}

std::optional<RawValue> RowReader::value(std::string_view column) const {
  const std::optional<std::size_t> index = table_.index_of(column);
  if (!index) return std::nullopt;
  const CsvField& field = row_.fields[*index];
  if (field.text == unknown_mark && table_.column(column).may_be_unknown) {
    log_.unknown({{field.line, field.column}, "", std::string(column), row_.fields.front().text, ""});
    return std::nullopt;
  }
  if (!field.text.empty()) return RawValue{std::string(column), field.text, {field.line, field.column}};
  if (table_.column(column).required)
    log_.fault({field.line, field.column}, message("`{}` is empty", column), "", "fill it in");
  return std::nullopt;
}

std::optional<double> RowReader::number(std::string_view column) const {
  return number_of(value(column), *table_.column(column).range, log_);
}

std::optional<int> RowReader::whole_number(std::string_view column) const {
  const NumberRange& range = *table_.column(column).range;
  return whole_number_of(value(column), static_cast<int>(range.least), static_cast<int>(range.most), log_);
}

bool RowReader::is_unknown(std::string_view column) const {
  const std::optional<std::size_t> index = table_.index_of(column);
  return index && row_.fields[*index].text == unknown_mark && table_.column(column).may_be_unknown;
}

Place RowReader::place_of(std::string_view column) const {
  const std::optional<std::size_t> index = table_.index_of(column);
  return index ? Place{row_.fields[*index].line, row_.fields[*index].column} : place();
}

}  // namespace headroom
