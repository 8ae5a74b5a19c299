#include "cli/store/document_rows.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "cli/syntax/csv.hpp"
#include "cli/syntax/toml_reader.hpp"
#include "cli/syntax/toml_string.hpp"
#include "models/money.hpp"
#include "models/payment_class.hpp"

namespace headroom {

namespace {

/// Notes in the order of their document.
using Notes = nlohmann::ordered_json;

std::string text_of(const Notes& notes) {
  return notes.empty() ? "" : notes.dump(-1, ' ', false, Notes::error_handler_t::replace);
}

const TomlNode* node_of(const TomlNode& table, std::string_view key) {
  const auto found = std::find_if(table.entries.begin(), table.entries.end(),
                                  [key](const TomlEntry& entry) { return entry.key == key; });
  return found == table.entries.end() ? nullptr : &found->node;
}

/// The numbers of a list as JSON; nothing where it holds anything else.
std::optional<StoredValue> numbers_of(const TomlNode& node) {
  if (node.kind != TomlKind::array) return std::nullopt;
  nlohmann::json list = nlohmann::json::array();
  for (const TomlNode& item : node.items) {
    const std::string text = raw_value("", item).text;
    const auto whole = stored_value(ValueKind::whole, text, 0), real = stored_value(ValueKind::real, text, 0);
    if (whole) list.push_back(std::get<std::int64_t>(*whole));
    else if (real) list.push_back(std::get<double>(*real));
    else return std::nullopt;
  }
  return StoredValue(list.dump());
}

std::optional<StoredValue> value_of(const LedgerColumn& column, const TomlNode& node, int decimals) {
  if (column.kind == ValueKind::numbers) return numbers_of(node);
  if (node.kind == TomlKind::array || node.kind == TomlKind::table) return std::nullopt;
  if (column.kind == ValueKind::text && node.kind != TomlKind::text) return std::nullopt;
  return stored_value(column.kind, raw_value("", node).text, decimals);
}

/// The decimals of a currency by its code, or `otherwise`.
int decimals_of_code(std::string_view code, int otherwise) {
  return code.empty() ? otherwise : currency_decimals(code).value_or(otherwise);
}

/// Reads the keys of one TOML table; what no column takes goes to the notes under `prefix`.
void take_keys(const LedgerTable& table, const TomlNode& node, const std::string& prefix, int decimals, StoredRow& row,
               Notes& notes) {
  for (const TomlEntry& entry : node.entries) {
    const auto index = table.index_of_key(prefix + entry.key);
    const auto value = index ? value_of(table.columns[*index], entry.node, decimals) : std::nullopt;
    if (value) row.values[*index] = *value;
    else notes[prefix + entry.key] = toml_text(entry.node);
  }
}

StoredRow empty_row(const LedgerTable& table) { return {std::vector<StoredValue>(table.columns.size()), ""}; }

std::vector<StoredRow> entry_rows(const LedgerTable& table, const TomlNode& document, int company_decimals) {
  std::vector<StoredRow> rows;
  const TomlNode* list = node_of(document, table.key);
  if (list == nullptr) return rows;
  for (const TomlNode& item : list->items) {
    StoredRow row = empty_row(table);
    const TomlNode* currency = table.index_of("currency") ? node_of(item, "currency") : nullptr;
    Notes notes;
    take_keys(table, item, "",
              currency == nullptr ? company_decimals : decimals_of_code(currency->text, company_decimals), row, notes);
    row.notes = text_of(notes);
    rows.push_back(std::move(row));
  }
  return rows;
}

/// The sections that a record's columns come from: `company` and `cash` for `company.name` and `cash.balance`.
std::vector<std::string> sections_of(const LedgerTable& table) {
  std::vector<std::string> sections;
  for (const LedgerColumn& column : table.columns) {
    const std::string section(column.key.substr(0, column.key.find('.')));
    if (std::find(sections.begin(), sections.end(), section) == sections.end()) sections.push_back(section);
  }
  return sections;
}

/// Whether any table takes what stands at the top of the document under this key.
bool is_known(std::string_view key) {
  const auto& tables = ledger_tables();
  return std::any_of(tables.begin(), tables.end(), [key](const LedgerTable& table) {
    if (table.form == TableForm::rows) return false;
    if (table.form != TableForm::record) return table.key == key;
    const auto sections = sections_of(table);
    return std::find(sections.begin(), sections.end(), key) != sections.end();
  });
}

std::vector<StoredRow> record_rows(const LedgerTable& table, const TomlNode& document, int company_decimals) {
  StoredRow row = empty_row(table);
  Notes notes;
  bool is_there = false;
  for (const std::string& section : sections_of(table)) {
    const TomlNode* node = node_of(document, section);
    if (node == nullptr) continue;
    is_there = true;
    take_keys(table, *node, section + ".", company_decimals, row, notes);
  }
  if (table.name == "company")
    for (const TomlEntry& entry : document.entries)
      if (!is_known(entry.key)) notes[entry.key] = toml_text(entry.node);
  if (!is_there && notes.empty()) return {};
  row.notes = text_of(notes);
  return {std::move(row)};
}

std::vector<StoredRow> rate_rows(const LedgerTable& table, const TomlNode& document) {
  std::vector<StoredRow> rows;
  const TomlNode* node = node_of(document, table.key);
  if (node == nullptr) return rows;
  for (const TomlEntry& entry : node->entries) {
    StoredRow row = empty_row(table);
    row.values[0] = entry.key;
    if (const auto rate = value_of(table.columns[1], entry.node, 0)) row.values[1] = *rate;
    rows.push_back(std::move(row));
  }
  return rows;
}

/// A row for each class that has days or a place in the order.
std::vector<StoredRow> policy_rows(const LedgerTable& table, const TomlNode& document) {
  std::vector<StoredRow> rows;
  const TomlNode* node = node_of(document, table.key);
  if (node == nullptr) return rows;
  const auto row_of = [&](const std::string& name) -> StoredRow& {
    const auto found = std::find_if(rows.begin(), rows.end(),
                                    [&](const StoredRow& row) { return row.values[0] == StoredValue(name); });
    if (found != rows.end()) return *found;
    rows.push_back(empty_row(table));
    rows.back().values[0] = name;
    return rows.back();
  };
  for (const TomlEntry& entry : node->entries) {
    if (entry.key == "order") {
      for (std::size_t i = 0; i < entry.node.items.size(); ++i)
        row_of(entry.node.items[i].text).values[2] = static_cast<std::int64_t>(i) + 1;
    } else if (const auto days = value_of(table.columns[1], entry.node, 0)) {
      row_of(entry.key).values[1] = *days;
    }
  }
  return rows;
}

/// Turns the rows of one CSV document into those of its table.
class CsvTranslation {
 public:
  CsvTranslation(const LedgerTable& table, const CsvRow& header, const RowDecimals& decimals)
      : table_(table), decimals_(decimals) {
    std::vector<std::string> names;
    for (const CsvField& field : header.fields) {
      names.push_back(field.text);
      targets_.push_back(field.text.empty() ? std::nullopt : table.index_of_key(field.text));
    }
    note_names_ = note_names(names);
  }

  void translate(const CsvRow& fields, StoredRow& row) const {
    row.values.assign(table_.columns.size(), StoredValue());
    row.notes.clear();
    take(fields, row, false, 0);
    take(fields, row, true, decimals_.of(table_, row));  // money needs the row's currency
    Notes notes;
    for (std::size_t i = 0; i < targets_.size(); ++i)
      if (!fields.fields[i].text.empty() && (!targets_[i] || is_null(row.values[*targets_[i]])))
        notes[note_names_[i]] = fields.fields[i].text;
    row.notes = text_of(notes);
  }

 private:
  void take(const CsvRow& fields, StoredRow& row, bool is_money, int decimals) const {
    for (std::size_t i = 0; i < targets_.size(); ++i) {
      const std::string& text = fields.fields[i].text;
      if (text.empty() || !targets_[i]) continue;
      const ValueKind kind = table_.columns[*targets_[i]].kind;
      if ((kind == ValueKind::money) != is_money) continue;
      if (auto value = stored_value(kind, text, decimals)) row.values[*targets_[i]] = std::move(*value);
    }
  }

  const LedgerTable& table_;
  const RowDecimals& decimals_;
  std::vector<std::optional<std::size_t>> targets_;
  std::vector<std::string> note_names_;
};

}  // namespace

std::vector<std::string> note_names(const std::vector<std::string>& header) {
  std::set<std::string> taken(header.begin(), header.end());
  std::vector<std::string> names;
  for (const std::string& column : header) {
    std::string name = column.empty() ? fmt::format("(column {})", names.size() + 1) : column;
    while (column.empty() && !taken.insert(name).second) name = "(" + name + ")";
    names.push_back(std::move(name));
  }
  return names;
}

std::vector<std::string> header_of(std::string_view text) {
  const CsvRows rows("", text);
  std::vector<std::string> names;
  for (const CsvField& field : rows.header().fields) names.push_back(field.text);
  return names;
}

void for_each_stored_row(const LedgerTable& table, std::string_view text, const RowDecimals& decimals,
                         const std::function<bool(const StoredRow&)>& take) {
  CsvRows rows("", text);
  const CsvTranslation translation(table, rows.header(), decimals);
  StoredRow row;
  while (const CsvRow* fields = rows.next()) {
    translation.translate(*fields, row);
    if (!take(row)) return;
  }
}

std::vector<StoredRow> stored_rows(const LedgerTable& table, const TomlNode& document, int company_decimals) {
  switch (table.form) {
    case TableForm::entries: return entry_rows(table, document, company_decimals);
    case TableForm::record: return record_rows(table, document, company_decimals);
    case TableForm::rates: return rate_rows(table, document);
    case TableForm::policy: return policy_rows(table, document);
    case TableForm::rows: break;
  }
  throw ContractError("a table of rows does not come from company.toml");
}

std::string toml_text(const TomlNode& node) {
  switch (node.kind) {
    case TomlKind::text: return toml_string(node.text);
    case TomlKind::array: {
      std::string out;
      for (const TomlNode& item : node.items) out += (out.empty() ? "" : ", ") + toml_text(item);
      return "[" + out + "]";
    }
    case TomlKind::table: {
      std::string out;
      for (const TomlEntry& entry : node.entries)
        out += (out.empty() ? "" : ", ") + toml_key(entry.key) + " = " + toml_text(entry.node);
      return "{" + out + "}";
    }
    default: return node.text;
  }
}

int RowDecimals::of(const LedgerTable& table, const StoredRow& row) const {
  const auto text_in = [&](std::string_view column) -> const std::string* {
    const auto index = table.index_of(column);
    return index ? std::get_if<std::string>(&row.values[*index]) : nullptr;
  };
  if (const std::string* code = text_in("currency")) return decimals_of_code(*code, company);
  if (table.name != "milestone") return company;
  const std::string *counterparty = text_in("counterparty"), *number = text_in("number");
  if (counterparty == nullptr || number == nullptr) return company;
  const auto order = orders.find({*counterparty, *number});
  return order == orders.end() ? company : decimals_of_code(order->second, company);
}

}  // namespace headroom
