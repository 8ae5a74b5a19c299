#include "cli/import/statement_ledger.hpp"

#include <algorithm>
#include <map>

#include "cli/import/import_files.hpp"
#include "cli/syntax/csv_record.hpp"

namespace headroom {

namespace {

std::optional<std::size_t> column_of(const CsvTable& table, std::string_view name) {
  for (std::size_t i = 0; i < table.header.fields.size(); ++i)
    if (table.header.fields[i].text == name) return i;
  return std::nullopt;
}

std::string field(const CsvTable& table, const CsvRow& row, std::string_view column) {
  const auto index = column_of(table, column);
  return index ? row.fields[*index].text : "";
}

std::vector<std::string> texts_of(const CsvRow& row) {
  std::vector<std::string> texts;
  for (const CsvField& one : row.fields) texts.push_back(one.text);
  return texts;
}

/// The names that counterparties.csv gives to numbers; empty where there are none.
std::map<std::string, std::string> names_in(const std::filesystem::path& folder) {
  std::map<std::string, std::string> names;
  const Result<CsvTable> table = read_csv(folder / "counterparties.csv");
  if (!table) return names;  // `headroom check` names its faults
  for (const CsvRow& row : table.value().rows)
    names[field(table.value(), row, "counterparty")] = field(table.value(), row, "name");
  return names;
}

}  // namespace

std::string document_of(Side side) { return side == Side::receivables ? "receivables.csv" : "payables.csv"; }

Result<std::optional<PaidTable>> read_paid_table(const std::filesystem::path& folder, Side side,
                                                 const std::string& ledger_currency) {
  const std::filesystem::path path = folder / document_of(side);
  if (!std::filesystem::exists(path)) return std::optional<PaidTable>();
  Result<CsvTable> table = read_csv(path);
  if (!table) return table.faults();
  PaidTable paid;
  paid.side = side;
  paid.table = std::move(table).value();
  const std::map<std::string, std::string> names = names_in(folder);
  Faults faults;
  for (std::size_t i = 0; i < paid.table.rows.size(); ++i) {
    const CsvRow& row = paid.table.rows[i];
    OpenItem item;
    item.number = field(paid.table, row, noun_of(side));
    item.counterparty = field(paid.table, row, "counterparty");
    if (const auto name = names.find(item.counterparty); name != names.end()) item.name = name->second;
    const std::string currency = field(paid.table, row, "currency");
    item.currency = currency.empty() ? ledger_currency : currency;
    const auto due = parse_date(field(paid.table, row, "due"));
    const auto amount =
        parse_money(field(paid.table, row, "amount"), currency_decimals(item.currency).value_or(2)).amount;
    if (!due || !amount) {
      faults.push_back({path.string(), row.line, 1, "this row cannot be read", item.number, "see headroom check"});
      continue;
    }
    item.due = *due;
    item.issued = parse_date(field(paid.table, row, "issued")).value_or(earliest_date());
    item.open = *amount;
    if (item.open < 0 && side == Side::receivables) {
      item.open = -item.open;
      paid.credits.push_back(std::move(item));
      paid.credit_row_of.push_back(i);
      continue;
    }
    if (item.open <= 0) continue;
    paid.items.push_back(std::move(item));
    paid.row_of.push_back(i);
  }
  if (!faults.empty()) return faults;
  return std::optional(std::move(paid));
}

std::vector<SettledInvoice> settled_invoices(const std::filesystem::path& folder, const std::string& ledger_currency) {
  std::vector<SettledInvoice> invoices;
  const Result<CsvTable> table = read_csv(folder / "history.csv");
  if (!table) return invoices;
  for (const CsvRow& row : table.value().rows) {
    const auto settled = parse_date(field(table.value(), row, "settled"));
    if (field(table.value(), row, "kind") != "invoice" || !settled) continue;
    const std::string own = field(table.value(), row, "currency");
    const std::string& currency = own.empty() ? ledger_currency : own;
    const auto amount =
        parse_money(field(table.value(), row, "amount"), currency_decimals(currency).value_or(2)).amount;
    invoices.push_back({field(table.value(), row, "id"), field(table.value(), row, "counterparty"), currency,
                        amount.value_or(0), *settled});
  }
  return invoices;
}

std::string table_after(const PaidTable& paid) {
  std::vector<const MatchedInvoice*> matched(paid.table.rows.size(), nullptr);
  std::vector<const OpenItem*> items(paid.table.rows.size(), nullptr);
  for (std::size_t i = 0; i < paid.items.size(); ++i) {
    matched[paid.row_of[i]] = &paid.matching.items[i];
    items[paid.row_of[i]] = &paid.items[i];
  }
  const std::size_t amount = *column_of(paid.table, "amount");
  std::string out = csv_record(texts_of(paid.table.header));
  for (std::size_t i = 0; i < paid.table.rows.size(); ++i) {
    std::vector<std::string> texts = texts_of(paid.table.rows[i]);
    if (paid.paid_back.contains(i) || (matched[i] != nullptr && matched[i]->open == 0)) continue;
    if (matched[i] != nullptr && matched[i]->open != items[i]->open)
      texts[amount] = money_text(matched[i]->open, *currency_decimals(items[i]->currency));
    out += csv_record(texts);
  }
  return out;
}

Result<std::optional<std::string>> history_after(const std::filesystem::path& folder,
                                                 const std::vector<PaidTable>& tables) {
  CsvTable history;
  if (std::filesystem::exists(folder / "history.csv")) {
    Result<CsvTable> table = read_csv(folder / "history.csv");
    if (!table) return table.faults();
    history = std::move(table).value();
  }
  std::vector<std::string> header = texts_of(history.header);
  const std::size_t columns_before = header.size();
  for (const std::string_view name : {"kind", "id", "counterparty", "issued", "due", "amount", "settled", "currency"})
    if (std::find(header.begin(), header.end(), name) == header.end()) header.emplace_back(name);
  const bool has_parts = std::any_of(tables.begin(), tables.end(),
                                     [](const PaidTable& paid) { return column_of(paid.table, "part").has_value(); });
  if (has_parts && std::find(header.begin(), header.end(), "part") == header.end()) header.emplace_back("part");
  std::string out = csv_record(header);
  for (const CsvRow& row : history.rows) {
    std::vector<std::string> texts = texts_of(row);
    texts.resize(texts.size() + header.size() - columns_before);
    out += csv_record(texts);
  }
  bool has_new = false;
  for (const PaidTable& paid : tables) {
    for (std::size_t i = 0; i < paid.items.size(); ++i) {
      const OpenItem& item = paid.items[i];
      const auto& settled = paid.matching.items[i].settled;
      if (!settled) continue;
      has_new = true;
      const std::map<std::string, std::string> values = {
          {"kind", std::string(noun_of(paid.side))},
          {"id", item.number},
          {"counterparty", item.counterparty},
          {"issued", item.issued == earliest_date() ? "" : iso_text(item.issued)},
          {"due", iso_text(item.due)},
          {"amount", money_text(item.open, *currency_decimals(item.currency))},
          {"settled", iso_text(*settled)},
          {"currency", item.currency},
          {"part", field(paid.table, paid.table.rows[paid.row_of[i]], "part")}};
      std::vector<std::string> texts;
      for (const std::string& name : header) texts.push_back(values.contains(name) ? values.at(name) : "");
      out += csv_record(texts);
    }
  }
  if (!has_new) return std::optional<std::string>();
  return std::optional(std::move(out));
}

}  // namespace headroom
