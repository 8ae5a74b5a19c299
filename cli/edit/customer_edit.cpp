#include "cli/edit/customer_edit.hpp"

#include <algorithm>
#include <optional>

#include "cli/edit/toml_edit.hpp"
#include "cli/syntax/csv.hpp"
#include "cli/syntax/csv_record.hpp"

namespace headroom {

namespace {

constexpr std::string_view key_column = "counterparty";

std::optional<std::size_t> column_of(const CsvTable& table, std::string_view name) {
  for (std::size_t i = 0; i < table.header.fields.size(); ++i)
    if (table.header.fields[i].text == name) return i;
  return std::nullopt;
}

std::vector<std::string> texts_of(const CsvRow& row) {
  std::vector<std::string> texts;
  for (const CsvField& one : row.fields) texts.push_back(one.text);
  return texts;
}

const CsvRow* row_of(const CsvTable& table, const std::string& customer) {
  const auto key = column_of(table, key_column);
  if (!key) return nullptr;
  for (const CsvRow& row : table.rows)
    if (row.fields[*key].text == customer) return &row;
  return nullptr;
}

/// Where a record's first line begins, or the text's end.
std::size_t begin_of_line(std::string_view text, int line) {
  std::size_t at = 0;
  for (int i = 1; i < line && at < text.size(); ++i) at = std::min(text.find('\n', at), text.size() - 1) + 1;
  return at;
}

/// Every row anew, with one more column.
std::string with_column(const CsvTable& table, const std::string& column) {
  std::vector<std::string> header = texts_of(table.header);
  header.push_back(column);
  std::string out = csv_record(header);
  for (const CsvRow& row : table.rows) {
    std::vector<std::string> texts = texts_of(row);
    texts.emplace_back();
    out += csv_record(texts);
  }
  return out;
}

}  // namespace

Result<std::string> with_customer_value(const std::string& file, const std::string& text, const std::string& customer,
                                        const std::string& column, const std::string& value) {
  std::string out = text.empty() ? csv_record({std::string(key_column), column}) : text;
  Result<CsvTable> table = read_csv_text(file, out);
  if (!table) return table.faults();
  if (!column_of(table.value(), column)) {
    out = with_column(table.value(), column);
    table = read_csv_text(file, out);
    if (!table) return table.faults();
  }
  const auto key = column_of(table.value(), key_column);
  if (!key) return Fault{file, 1, 1, "has no column `counterparty`", "", "see headroom check"};
  std::vector<std::string> texts(table.value().header.fields.size());
  const CsvRow* row = row_of(table.value(), customer);
  if (row != nullptr) texts = texts_of(*row);
  texts[*key] = customer;
  texts[*column_of(table.value(), column)] = value;
  if (row == nullptr) {
    if (!out.empty() && out.back() != '\n') out += '\n';
    return out + csv_record(texts);
  }
  const auto next = std::find_if(table.value().rows.begin(), table.value().rows.end(),
                                 [row](const CsvRow& other) { return other.line > row->line; });
  const std::size_t begin = begin_of_line(out, row->line);
  const std::size_t end = next == table.value().rows.end() ? out.size() : begin_of_line(out, next->line);
  return out.replace(begin, end - begin, csv_record(texts));
}

std::string customer_value(const std::string& file, const std::string& text, const std::string& customer,
                           const std::string& column) {
  const Result<CsvTable> table = read_csv_text(file, text);
  if (!table) return "";
  const CsvRow* row = row_of(table.value(), customer);
  const auto index = column_of(table.value(), column);
  return row == nullptr || !index ? "" : row->fields[*index].text;
}

std::vector<std::string> known_customers(EditedLedger& ledger) {
  std::vector<std::string> names;
  if (const auto company = ledger.whole_text_of("company.toml")) {
    const Result<TomlNode> root = read_toml_text("company.toml", company.value());
    const TomlNode* sales = root ? entry_of(root.value(), "sales") : nullptr;
    for (std::size_t i = 0; sales != nullptr && i < sales->items.size(); ++i)
      if (const TomlNode* name = entry_of(sales->items[i], key_column)) names.push_back(name->text);
  }
  for (const char* document : {"counterparties.csv", "receivables.csv", "orders.csv"}) {
    const auto text = ledger.whole_text_of(document);
    if (!text) continue;
    const Result<CsvTable> table = read_csv_text(document, text.value());
    const auto column = table ? column_of(table.value(), key_column) : std::nullopt;
    if (!column) continue;
    for (const CsvRow& row : table.value().rows) names.push_back(row.fields[*column].text);
  }
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names;
}

}  // namespace headroom
