#include "cli/store/stored_ledger.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "cli/store/database.hpp"
#include "cli/store/document_text.hpp"
#include "cli/store/table_rows.hpp"

namespace headroom {

namespace {

/// What a message about a folder calls by its file, this reader looks for in a table.
std::string in_tables(std::string text) {
  for (const StoredTable& table : stored_tables()) {
    const std::string document = table.form == TableForm::rows      ? std::string(table.document)
                                 : table.form == TableForm::entries ? fmt::format("[[{}]]", table.key)
                                 : table.key.empty()                ? ""
                                                                    : fmt::format("[{}]", table.key);
    if (document.empty()) continue;
    const std::string words = fmt::format("the table {}", table.name);
    for (std::size_t at = 0; (at = text.find(document, at)) != std::string::npos; at += words.size())
      text.replace(at, document.size(), words);
  }
  const std::string company = std::string(company_document);
  for (std::size_t at = 0; (at = text.find(company, at)) != std::string::npos; at += 4)
    text.replace(at, company.size(), "here");
  return text;
}

bool is_document(const std::string& file) { return file == company_document || table_of_document(file) != nullptr; }

std::vector<std::int64_t> ids_of(SQLite::Database& database, const StoredTable& table, std::int64_t company) {
  std::vector<std::int64_t> ids;
  TableRows rows(database, table, company);
  while (rows.next() != nullptr) ids.push_back(rows.id());
  return ids;
}

}  // namespace

Result<std::optional<std::string>> StoredLedger::text_of(const std::string& document, std::uintmax_t bytes_max) {
  return with_faults(path_, [&]() -> Result<std::optional<std::string>> {
    auto text = DocumentText(*database_, company_).text_of(document);
    if (text && text->size() > bytes_max)
      return shown_one({document, 0, 0, fmt::format("is larger than {} MiB", bytes_max / (1024 * 1024)), "",
                        "leave out what is not needed"});
    return text;
  });
}

Fault StoredLedger::missing(std::string_view) const {
  return Fault{path_.string(), 0, 0, "the company was removed meanwhile", "", "name another, or import it again"};
}

StoredLedger::Index& StoredLedger::index_of(const std::string& document) {
  const auto found = indexes_.find(document);
  if (found != indexes_.end()) return found->second;
  const auto text = DocumentText(*database_, company_).text_of(document);
  return indexes_.emplace(document, Index{DocumentPlaces(document, text.value_or("")), {}}).first->second;
}

/// "table receivable, id 7, column due".
std::string StoredLedger::words_of(const TablePlace& place, Index& index) {
  std::string words = fmt::format("table {}", place.table->name);
  if (place.row) {
    auto ids = index.ids.find(place.table);
    if (ids == index.ids.end()) ids = index.ids.emplace(place.table, ids_of(*database_, *place.table, company_)).first;
    if (*place.row < ids->second.size()) words += fmt::format(", id {}", ids->second[*place.row]);
  }
  if (!place.column.empty()) words += fmt::format(", column {}", place.column);
  return words;
}

std::string StoredLedger::words_of(const std::string& document, Place place) {
  Index& index = index_of(document);
  auto in_table = index.places.find(place);
  if (!in_table) return LedgerSource::words_of(document, place);
  in_table->column.clear();
  return words_of(*in_table, index);
}

Fault StoredLedger::shown_one(const Fault& finding) {
  Fault shown = finding;
  if (!is_document(finding.file)) return shown;
  shown.file = path_.string();
  shown.line = shown.column = 0;
  shown.mend = in_tables(headroom::text_of(finding.mend));
  std::string where;
  if (finding.line > 0) {
    Index& index = index_of(finding.file);
    if (const auto place = index.places.find({finding.line, finding.column})) where = words_of(*place, index);
  } else if (const StoredTable* table = table_of_document(finding.file)) {
    where = fmt::format("table {}", table->name);
  }
  shown.what = (where.empty() ? "" : where + ": ") + in_tables(headroom::text_of(finding.what));
  return shown;
}

Faults StoredLedger::shown(Faults findings) {
  for (Fault& finding : findings) finding = shown_one(finding);
  return findings;
}

}  // namespace headroom
