#include "cli/store/document_places.hpp"

#include <algorithm>
#include <tuple>

#include "cli/ledger/ledger_source.hpp"
#include "cli/store/document_rows.hpp"
#include "cli/syntax/csv.hpp"
#include "cli/syntax/toml.hpp"

namespace headroom {

namespace {

bool is_before(Place a, Place b) { return std::tie(a.line, a.column) < std::tie(b.line, b.column); }

std::string column_of(const LedgerTable& table, const std::string& key) {
  const auto index = table.index_of_key(key);
  return index ? std::string(table.columns[*index].name) : key;
}

}  // namespace

DocumentPlaces::DocumentPlaces(const std::string& document, std::string_view text) {
  if (const LedgerTable* table = table_of_document(document)) read_csv(*table, text);
  else if (document == company_document) read_toml(text);
  std::stable_sort(cells_.begin(), cells_.end(),
                   [](const Cell& a, const Cell& b) { return is_before(a.place, b.place); });
}

void DocumentPlaces::read_csv(const LedgerTable& table, std::string_view text) {
  CsvRows rows("", text);
  const CsvRow header = rows.header();
  cells_.push_back({{header.line, 1}, {&table, std::nullopt, ""}});
  for (const CsvField& field : header.fields)
    if (field.column > 1)  // what stands at the first is said of the whole header
      cells_.push_back({{field.line, field.column}, {&table, std::nullopt, column_of(table, field.text)}});
  std::size_t number = 0;
  for (const CsvRow* row = rows.next(); row != nullptr; row = rows.next(), ++number) {
    cells_.push_back({{row->line, 1}, {&table, number, ""}});
    for (std::size_t i = 0; i < row->fields.size(); ++i)
      cells_.push_back(
          {{row->fields[i].line, row->fields[i].column}, {&table, number, column_of(table, header.fields[i].text)}});
  }
}

void DocumentPlaces::read_toml(std::string_view text) {
  const auto document = read_toml_text("", text);
  if (!document) return;
  const auto add_keys = [this](const LedgerTable& table, const TomlNode& node, const std::string& prefix,
                               std::optional<std::size_t> row) {
    cells_.push_back({{node.line, node.column}, {&table, row, ""}});
    for (const TomlEntry& entry : node.entries) {
      const TablePlace place{&table, row, column_of(table, prefix + entry.key)};
      cells_.push_back({{entry.line, entry.column}, place});
      cells_.push_back({{entry.node.line, entry.node.column}, place});
    }
  };
  for (const TomlEntry& entry : document.value().entries) {
    for (const LedgerTable& table : ledger_tables()) {
      if (table.form == TableForm::rows) continue;
      const bool is_of_record =
          table.form == TableForm::record &&
          std::any_of(table.columns.begin(), table.columns.end(), [&entry](const LedgerColumn& column) {
            return column.key.substr(0, column.key.find('.')) == entry.key;
          });
      if (is_of_record) add_keys(table, entry.node, entry.key + ".", 0);
      else if (table.key == entry.key && table.form != TableForm::entries)
        add_keys(table, entry.node, "", std::nullopt);
      else if (table.key == entry.key && !table.key.empty())
        for (std::size_t i = 0; i < entry.node.items.size(); ++i) add_keys(table, entry.node.items[i], "", i);
    }
  }
}

/// The last cell that begins at the place or before it.
std::optional<TablePlace> DocumentPlaces::find(Place place) const {
  const auto after = std::upper_bound(cells_.begin(), cells_.end(), place,
                                      [](Place p, const Cell& cell) { return is_before(p, cell.place); });
  if (after == cells_.begin()) return std::nullopt;
  return std::prev(after)->in_table;
}

}  // namespace headroom
