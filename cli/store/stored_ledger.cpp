#include "cli/store/stored_ledger.hpp"

#include <fmt/format.h>

#include "cli/store/database.hpp"
#include "cli/store/document_text.hpp"
#include "cli/store/table_rows.hpp"
#include "cli/syntax/message.hpp"

namespace headroom {

namespace {

/// What a folder calls by a file or a part of company.toml, a reader of the database looks for in a table.
std::optional<Message> name_in_tables(std::string_view document) {
  for (const LedgerTable& table : ledger_tables()) {
    const std::string name = table.form == TableForm::rows      ? std::string(table.document)
                             : table.form == TableForm::entries ? fmt::format("[[{}]]", table.key)
                                                                : fmt::format("[{}]", table.key);
    if (name == document) return message("the table {}", table.name);
  }
  if (document == company_document) return Message("here");
  return std::nullopt;
}

/// The sentence with the database's names for the parts of a ledger.
Message in_tables(Message sentence) {
  for (Message::Argument& argument : sentence.arguments) {
    if (const auto* document = std::get_if<DocumentName>(&argument)) {
      if (auto name = name_in_tables(document->name)) argument = std::vector<Message>{std::move(*name)};
    } else if (auto* parts = std::get_if<std::vector<Message>>(&argument)) {
      for (Message& part : *parts) part = in_tables(std::move(part));
    }
  }
  return sentence;
}

bool is_document(const std::string& file) { return file == company_document || table_of_document(file) != nullptr; }

std::vector<std::int64_t> ids_of(SQLite::Database& database, const LedgerTable& table, std::int64_t company) {
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
      return shown_one({document, 0, 0, message("is larger than {} MiB", bytes_max / (1024 * 1024)), "",
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
Message StoredLedger::words_of(const TablePlace& place, Index& index) {
  std::optional<std::int64_t> id;
  if (place.row) {
    auto ids = index.ids.find(place.table);
    if (ids == index.ids.end()) ids = index.ids.emplace(place.table, ids_of(*database_, *place.table, company_)).first;
    if (*place.row < ids->second.size()) id = ids->second[*place.row];
  }
  const std::string_view table = place.table->name;
  if (id && !place.column.empty()) return message("table {}, id {}, column {}", table, *id, place.column);
  if (id) return message("table {}, id {}", table, *id);
  return place.column.empty() ? message("table {}", table) : message("table {}, column {}", table, place.column);
}

Message StoredLedger::words_of(const std::string& document, Place place) {
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
  shown.mend = in_tables(finding.mend);
  shown.what = in_tables(finding.what);
  std::optional<Message> where;
  if (finding.line > 0) {
    Index& index = index_of(finding.file);
    if (const auto place = index.places.find({finding.line, finding.column})) where = words_of(*place, index);
  } else if (const LedgerTable* table = table_of_document(finding.file)) {
    where = message("table {}", table->name);
  }
  if (where) shown.what = message("{}: {}", *where, shown.what);
  return shown;
}

Faults StoredLedger::shown(Faults findings) {
  for (Fault& finding : findings) finding = shown_one(finding);
  return findings;
}

}  // namespace headroom
