#include "cli/store/document_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "cli/ledger/ledger_source.hpp"
#include "cli/store/schema_sql.hpp"
#include "cli/store/table_rows.hpp"
#include "cli/store/toml_writer.hpp"
#include "cli/syntax/csv_record.hpp"
#include "models/money.hpp"

namespace headroom {

namespace {

using Json = nlohmann::ordered_json;

/// The columns of a JSON list of names; those that are no text are left out.
std::vector<std::string> names_in(const std::string& json) {
  std::vector<std::string> names;
  const Json list = Json::parse(json, nullptr, false);
  if (list.is_array())
    for (const Json& name : list)
      if (name.is_string()) names.push_back(name.get<std::string>());
  return names;
}

bool holds(const std::vector<std::string>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

/// The fields of a row by the columns of a header.
class Fields {
 public:
  Fields(const LedgerTable& table, const std::vector<std::string>& header, const RowDecimals& decimals)
      : table_(table), note_names_(note_names(header)), decimals_(decimals) {
    for (const std::string& name : header) targets_.push_back(name.empty() ? std::nullopt : table.index_of_key(name));
  }

  std::vector<std::string> of(const StoredRow& row) const {
    const int decimals = decimals_.of(table_, row);
    const Json notes = row.notes.empty() ? Json() : Json::parse(row.notes, nullptr, false);
    std::vector<std::string> fields(targets_.size());
    for (std::size_t i = 0; i < targets_.size(); ++i) {
      if (targets_[i]) fields[i] = document_text(table_.columns[*targets_[i]].kind, row.values[*targets_[i]], decimals);
      if (!fields[i].empty() || !notes.is_object()) continue;
      const auto note = notes.find(note_names_[i]);
      if (note != notes.end() && !note->is_null())
        fields[i] = note->is_string() ? note->get<std::string>() : note->dump();
    }
    return fields;
  }

 private:
  const LedgerTable& table_;
  std::vector<std::optional<std::size_t>> targets_;
  std::vector<std::string> note_names_;
  const RowDecimals& decimals_;
};

}  // namespace

RowDecimals row_decimals(SQLite::Database& database, std::int64_t company, const LedgerTable& table) {
  RowDecimals decimals;
  SQLite::Statement own(database, "SELECT currency FROM company WHERE id = ?");
  own.bind(1, company);
  if (own.executeStep()) decimals.company = currency_decimals(own.getColumn(0).getString()).value_or(2);
  if (table.name != "milestone") return decimals;
  SQLite::Statement orders(
      database, "SELECT counterparty, number, currency FROM sales_order WHERE company_id = ? AND currency IS NOT NULL");
  orders.bind(1, company);
  while (orders.executeStep())
    decimals.orders[{orders.getColumn(0).getString(), orders.getColumn(1).getString()}] =
        orders.getColumn(2).getString();
  return decimals;
}

std::optional<DocumentText::Kept> DocumentText::kept(std::string_view document) {
  SQLite::Statement select(database_, "SELECT columns, text FROM document WHERE company_id = ? AND name = ?");
  select.bind(1, company_);
  select.bind(2, std::string(document));
  if (!select.executeStep()) return std::nullopt;
  const auto text = [&select](int column) -> std::optional<std::string> {
    if (select.isColumnNull(column)) return std::nullopt;
    return select.getColumn(column).getString();
  };
  return Kept{text(0), text(1)};
}

bool DocumentText::has_rows(const LedgerTable& table) {
  return TableRows(database_, table, company_).next() != nullptr;
}

std::optional<std::string> DocumentText::text_of(std::string_view document) {
  auto original = kept(document);
  const bool is_company = document == company_document;
  const LedgerTable* table = table_of_document(document);
  if (!is_company && table == nullptr) return original ? original->text : std::nullopt;
  if (!original && !is_company && !has_rows(*table)) return std::nullopt;
  if (original && original->text &&
      (is_company ? toml_still_says(*original->text) : csv_still_says(*table, *original->text)))
    return std::move(original->text);
  return is_company ? toml() : csv(*table, original ? original->columns : std::nullopt);
}

std::string DocumentText::written(std::string_view document) {
  if (document == company_document) return toml();
  const auto original = kept(document);
  return csv(*table_of_document(document), original ? original->columns : std::nullopt);
}

std::vector<std::string> DocumentText::header(const LedgerTable& table, const std::optional<std::string>& columns) {
  std::vector<std::string> names = columns ? names_in(*columns) : std::vector<std::string>();
  std::string counts;
  for (const LedgerColumn& column : table.columns) counts += fmt::format("count({}), ", sql_name(column.name));
  SQLite::Statement filled(database_,
                           fmt::format("SELECT {}count(notes) FROM {} WHERE company_id = ?", counts, table.name));
  filled.bind(1, company_);
  filled.executeStep();
  int index = 0;
  for (const LedgerColumn& column : table.columns) {
    const bool is_filled = filled.getColumn(index++).getInt64() > 0;
    if ((is_filled || column.is_required) && !holds(names, column.key)) names.emplace_back(column.key);
  }
  if (filled.getColumn(index).getInt64() == 0) return names;
  SQLite::Statement keys(
      database_,
      fmt::format("SELECT DISTINCT n.key FROM {} t, json_each(t.notes) n WHERE t.company_id = ? AND n.key IS NOT NULL",
                  table.name));
  keys.bind(1, company_);
  const std::vector<std::string> known = note_names(names);
  while (keys.executeStep())
    if (std::string key = keys.getColumn(0).getString(); !key.empty() && !holds(known, key))
      names.push_back(std::move(key));
  return names;
}

std::string DocumentText::csv(const LedgerTable& table, const std::optional<std::string>& columns) {
  const std::vector<std::string> names = header(table, columns);
  const RowDecimals decimals = row_decimals(database_, company_, table);
  const Fields fields(table, names, decimals);
  std::string out = csv_record(names);
  TableRows rows(database_, table, company_);
  while (const StoredRow* row = rows.next()) out += csv_record(fields.of(*row));
  return out;
}

std::string DocumentText::toml() {
  TomlWriter writer(row_decimals(database_, company_, ledger_tables().front()).company);
  for (const LedgerTable& table : ledger_tables()) {
    if (table.form == TableForm::rows) continue;
    std::vector<StoredRow> all;
    TableRows rows(database_, table, company_);
    while (const StoredRow* row = rows.next()) all.push_back(*row);
    writer.add(table, all);
  }
  return writer.text();
}

bool DocumentText::csv_still_says(const LedgerTable& table, std::string_view text) {
  TableRows rows(database_, table, company_);
  bool is_same = true;
  for_each_stored_row(table, text, row_decimals(database_, company_, table), [&](const StoredRow& said) {
    const StoredRow* row = rows.next();
    return is_same = row != nullptr && *row == said;
  });
  return is_same && rows.next() == nullptr;
}

bool DocumentText::toml_still_says(std::string_view text) {
  const auto document = read_toml_text("", text);
  if (!document) return false;
  const int decimals = row_decimals(database_, company_, ledger_tables().front()).company;
  for (const LedgerTable& table : ledger_tables()) {
    if (table.form == TableForm::rows) continue;
    TableRows rows(database_, table, company_);
    for (const StoredRow& said : stored_rows(table, document.value(), decimals)) {
      const StoredRow* row = rows.next();
      if (row == nullptr || *row != said) return false;
    }
    if (rows.next() != nullptr) return false;
  }
  return true;
}

}  // namespace headroom
