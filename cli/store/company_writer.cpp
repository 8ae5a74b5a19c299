#include "cli/store/company_writer.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "cli/ledger/ledger_source.hpp"
#include "cli/store/document_rows.hpp"
#include "cli/store/document_text.hpp"
#include "cli/store/schema_sql.hpp"
#include "cli/store/table_rows.hpp"
#include "models/money.hpp"

namespace headroom {

namespace {

/// The decimals of the currency that company.toml names.
int decimals_in(const TomlNode& document) {
  for (const TomlEntry& section : document.entries)
    if (section.key == "company")
      for (const TomlEntry& entry : section.node.entries)
        if (entry.key == "currency") return currency_decimals(entry.node.text).value_or(2);
  return 2;
}

void insert_company(SQLite::Database& database, const LedgerTable& table, const std::string& label,
                    const StoredRow& row, std::optional<std::int64_t> id) {
  std::string names = "id, label", marks = "?, ?";
  for (const LedgerColumn& column : table.columns) names += ", " + sql_name(column.name), marks += ", ?";
  SQLite::Statement insert(database, fmt::format("INSERT INTO company ({}, notes) VALUES ({}, ?)", names, marks));
  int parameter = 0;
  bind_value(insert, ++parameter, id ? StoredValue(*id) : StoredValue());
  insert.bind(++parameter, label);
  for (const StoredValue& value : row.values) bind_value(insert, ++parameter, value);
  bind_value(insert, ++parameter, row.notes.empty() ? StoredValue() : StoredValue(row.notes));
  insert.exec();
}

}  // namespace

std::optional<std::int64_t> id_of_company(SQLite::Database& database, const std::string& label) {
  SQLite::Statement select(database, "SELECT id FROM company WHERE label = ?");
  select.bind(1, label);
  if (!select.executeStep()) return std::nullopt;
  return select.getColumn(0).getInt64();
}

CompanyWriter::CompanyWriter(SQLite::Database& database, std::string label, std::optional<std::int64_t> replaced)
    : database_(database), label_(std::move(label)), id_(replaced) {
  if (!replaced) return;
  SQLite::Statement remove(database_, "DELETE FROM company WHERE id = ?");
  remove.bind(1, *replaced);
  remove.exec();
}

void CompanyWriter::keep(const std::string& document, const std::optional<std::string>& columns,
                         const std::optional<std::string>& text) {
  SQLite::Statement insert(database_,
                           "INSERT OR REPLACE INTO document (company_id, name, columns, text) VALUES (?, ?, ?, ?)");
  insert.bind(1, *id_);
  insert.bind(2, document);
  bind_value(insert, 3, columns ? StoredValue(*columns) : StoredValue());
  bind_value(insert, 4, text ? StoredValue(*text) : StoredValue());
  insert.exec();
}

std::optional<Fault> CompanyWriter::write(const std::string& document, const std::string& text) {
  if (document == company_document) {
    if (auto fault = write_company(text)) return fault;
  } else {
    write_rows(document, text);
  }
  return std::nullopt;
}

std::optional<Fault> CompanyWriter::write_company(const std::string& text) {
  const auto document = read_toml_text(std::string(company_document), text);
  if (!document) return document.faults().front();
  const int decimals = decimals_in(document.value());
  for (const LedgerTable& table : ledger_tables()) {
    if (table.form == TableForm::rows) continue;
    const auto rows = stored_rows(table, document.value(), decimals);
    if (table.name == "company") {
      if (rows.empty())
        return Fault{std::string(company_document), 0,  0,
                     "says nothing of the company", "", "add [company] and [cash]"};
      insert_company(database_, table, label_, rows.front(), id_);
      id_ = database_.getLastInsertRowid();
      continue;
    }
    TableWriter writer(database_, table, *id_);
    for (const StoredRow& row : rows) writer.write(row);
  }
  const bool is_as_written = DocumentText(database_, *id_).written(company_document) == text;
  keep(std::string(company_document), std::nullopt, is_as_written ? std::nullopt : std::optional(text));
  return std::nullopt;
}

void CompanyWriter::write_rows(const std::string& document, const std::string& text) {
  const LedgerTable* table = table_of_document(document);
  if (table == nullptr) return keep(document, std::nullopt, text);
  const std::string columns = nlohmann::json(header_of(text)).dump();
  TableWriter writer(database_, *table, *id_);
  for_each_stored_row(*table, text, row_decimals(database_, *id_, *table), [&writer](const StoredRow& row) {
    writer.write(row);
    return true;
  });
  keep(document, columns, std::nullopt);
  if (DocumentText(database_, *id_).written(document) != text) keep(document, columns, text);
}

}  // namespace headroom
