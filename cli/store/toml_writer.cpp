#include "cli/store/toml_writer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "cli/syntax/fault_log.hpp"
#include "cli/syntax/toml_string.hpp"
#include "models/date.hpp"
#include "models/exchange_rates.hpp"

namespace headroom {

namespace {

using Json = nlohmann::ordered_json;

/// A list of numbers as TOML writes it; anything else becomes a text, which its reader refuses.
std::string numbers_text(const std::string& json) {
  const Json list = Json::parse(json, nullptr, false);
  if (!list.is_array()) return toml_string(json);
  std::string out;
  for (const Json& number : list) {
    if (!out.empty()) out += ", ";
    out += number.is_number_integer() ? std::to_string(number.get<std::int64_t>())
           : number.is_number()       ? fmt::format("{}", number.get<double>())
                                      : toml_string(number.dump());
  }
  return "[" + out + "]";
}

/// A value of TOML. What a column should not hold becomes a text, which the reader refuses by name.
std::string value_text(ValueKind kind, const StoredValue& value, int decimals) {
  const std::string text = document_text(kind, value, decimals);
  const bool is_text = std::holds_alternative<std::string>(value);
  switch (kind) {
    case ValueKind::text: return toml_string(text);
    case ValueKind::date: return parse_date(text) ? text : toml_string(text);
    case ValueKind::decimal: return parse_decimal(text) ? text : toml_string(text);
    case ValueKind::numbers: return numbers_text(text);
    default: return is_text ? toml_string(text) : text;
  }
}

/// What stands for a figure that nobody has entered.
std::string unknown_text() { return toml_string(unknown_mark); }

/// A note as it stands, where it is one value of TOML; a text of it otherwise.
std::string note_text(const Json& note) {
  if (!note.is_string()) return toml_string(note.dump());
  const std::string text = note.get<std::string>();
  const auto document =
      text.find('\n') == std::string::npos ? read_toml_text("", "note = " + text) : Result<TomlNode>(Fault{});
  return document && document.value().entries.size() == 1 ? text : toml_string(text);
}

Json notes_of(const StoredRow& row) {
  const Json notes = row.notes.empty() ? Json() : Json::parse(row.notes, nullptr, false);
  return notes.is_object() ? notes : Json::object();
}

/// What a column's value says in the document; nothing where it is not there. A figure that every row must have, and
/// that is not there, is one that nobody has entered.
std::optional<std::string> text_of(const LedgerTable& table, std::size_t column, const StoredRow& row, int decimals) {
  const LedgerColumn& described = table.columns[column];
  if (!is_null(row.values[column])) return value_text(described.kind, row.values[column], decimals);
  if (described.is_required && may_be_unknown(table, described)) return unknown_text();
  return std::nullopt;
}

/// The notes of a row beside its columns: what a column says by now is no note any more.
Json notes_beside(const LedgerTable& table, const StoredRow& row) {
  Json notes = notes_of(row);
  for (std::size_t i = 0; i < table.columns.size(); ++i)
    if (text_of(table, i, row, 0)) notes.erase(std::string(table.columns[i].key));
  return notes;
}

}  // namespace

void TomlWriter::begin(const std::string& heading) {
  body_ += fmt::format("{}{}\n", body_.empty() ? "" : "\n", heading);
}

void TomlWriter::add(const LedgerTable& table, const std::vector<StoredRow>& rows) {
  if (rows.empty()) return;
  switch (table.form) {
    case TableForm::record: return add_record(table, rows.front());
    case TableForm::rates: return add_rates(table, rows);
    case TableForm::policy: return add_policy(table, rows);
    case TableForm::entries:
      for (const StoredRow& row : rows) add_entry(table, row);
      return;
    case TableForm::rows: break;
  }
  throw ContractError("a table of rows does not go into company.toml");
}

void TomlWriter::add_record(const LedgerTable& table, const StoredRow& row) {
  std::vector<std::pair<std::string, std::string>> sections;
  const auto section_of = [&](std::string_view name) -> std::string* {
    for (auto& [known, lines] : sections)
      if (known == name) return &lines;
    return nullptr;
  };
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    const std::string_view key = table.columns[i].key, section = key.substr(0, key.find('.'));
    if (section_of(section) == nullptr) sections.emplace_back(section, "");
    if (const auto text = text_of(table, i, row, decimals_))
      *section_of(section) += fmt::format("{} = {}\n", toml_key(key.substr(section.size() + 1)), *text);
  }
  const Json notes = notes_beside(table, row);
  for (const auto& [name, note] : notes.items()) {
    const std::size_t dot = name.find('.');
    std::string* const lines = dot == std::string::npos ? nullptr : section_of(name.substr(0, dot));
    if (lines == nullptr) top_ += fmt::format("{} = {}\n", toml_key(name), note_text(note));
    else *lines += fmt::format("{} = {}\n", toml_key(name.substr(dot + 1)), note_text(note));
  }
  for (const auto& [name, lines] : sections) {
    begin(fmt::format("[{}]", name));
    body_ += lines;
  }
}

void TomlWriter::add_entry(const LedgerTable& table, const StoredRow& row) {
  begin(fmt::format("[[{}]]", table.key));
  const int decimals = RowDecimals{decimals_, {}}.of(table, row);
  for (std::size_t i = 0; i < table.columns.size(); ++i)
    if (const auto text = text_of(table, i, row, decimals))
      body_ += fmt::format("{} = {}\n", toml_key(table.columns[i].key), *text);
  const Json notes = notes_beside(table, row);
  for (const auto& [name, note] : notes.items()) body_ += fmt::format("{} = {}\n", toml_key(name), note_text(note));
}

void TomlWriter::add_rates(const LedgerTable& table, const std::vector<StoredRow>& rows) {
  begin(fmt::format("[{}]", table.key));
  for (const StoredRow& row : rows)
    body_ += fmt::format("{} = {}\n", toml_key(document_text(ValueKind::text, row.values[0], 0)),
                         is_null(row.values[1]) ? unknown_text() : value_text(ValueKind::decimal, row.values[1], 0));
}

void TomlWriter::add_policy(const LedgerTable& table, const std::vector<StoredRow>& rows) {
  begin(fmt::format("[{}]", table.key));
  std::vector<std::pair<std::int64_t, std::string>> order;
  for (const StoredRow& row : rows) {
    const std::string name = document_text(ValueKind::text, row.values[0], 0);
    if (!is_null(row.values[1]))
      body_ += fmt::format("{} = {}\n", toml_key(name), value_text(ValueKind::whole, row.values[1], 0));
    if (const auto* place = std::get_if<std::int64_t>(&row.values[2])) order.emplace_back(*place, name);
  }
  if (order.empty()) return;
  std::stable_sort(order.begin(), order.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  std::string names;
  for (const auto& [place, name] : order) names += (names.empty() ? "" : ", ") + toml_string(name);
  body_ += fmt::format("order = [{}]\n", names);
}

}  // namespace headroom
