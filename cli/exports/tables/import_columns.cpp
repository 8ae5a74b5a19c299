#include "cli/exports/tables/import_columns.hpp"

#include <algorithm>
#include <vector>

#include "cli/ledger/ledger_columns.hpp"

namespace headroom {

namespace {

/// What helps the import and is no column of the ledger, or one for people alone.
constexpr TargetColumn terms = {"terms_days", ColumnType::days, false, false};
constexpr TargetColumn full_name = {"name", ColumnType::text, false, false};
constexpr TargetColumn states[] = {{"settled", ColumnType::date, false, false},
                                   {"paid", ColumnType::amount, false, false},
                                   {"debit", ColumnType::amount, false, false},
                                   {"credit", ColumnType::amount, false, false}};

ColumnType type_of(const LedgerColumn& column) {
  if (column.key == "currency") return ColumnType::currency;
  switch (column.kind) {
    case ValueKind::date: return ColumnType::date;
    case ValueKind::money: return ColumnType::amount;
    case ValueKind::real:
    case ValueKind::decimal: return ColumnType::share;
    case ValueKind::whole: return ColumnType::days;
    case ValueKind::truth: return ColumnType::flag;
    case ValueKind::text:
    case ValueKind::numbers: break;
  }
  return ColumnType::text;
}

/// The importable columns of a ledger's file, and what helps to read its items.
std::vector<TargetColumn> columns_for(ImportKind kind) {
  std::vector<TargetColumn> columns;
  for (const LedgerColumn& column : table_of_document(file_of(kind))->columns)
    if (column.is_importable) columns.push_back({column.key, type_of(column), column.is_required});
  const bool is_of_invoices = side_of(kind).has_value();
  if (is_of_invoices) columns.push_back(terms);
  if (is_of_invoices || kind == ImportKind::orders) columns.push_back(full_name);
  if (is_of_invoices) columns.insert(columns.end(), std::begin(states), std::end(states));
  return columns;
}

constexpr std::array<std::string_view, 5> kind_names = {"receivables", "payables", "orders", "history",
                                                        "counterparties"};
constexpr std::array<std::string_view, 5> kind_files = {"receivables.csv", "payables.csv", "orders.csv", "history.csv",
                                                        "counterparties.csv"};
constexpr std::array<std::string_view, 5> nouns = {"receivable", "payable", "order", "item of history", "counterparty"};
constexpr std::array<std::string_view, 5> nouns_of_many = {"receivables", "payables", "orders", "items of history",
                                                           "counterparties"};

}  // namespace

const std::array<std::string_view, 5>& import_kind_names() { return kind_names; }

std::optional<ImportKind> parse_import_kind(std::string_view name) {
  const auto found = std::find(kind_names.begin(), kind_names.end(), name);
  if (found == kind_names.end()) return std::nullopt;
  return static_cast<ImportKind>(found - kind_names.begin());
}

std::optional<Side> side_of(ImportKind kind) {
  if (kind == ImportKind::receivables) return Side::receivables;
  if (kind == ImportKind::payables) return Side::payables;
  return std::nullopt;
}

std::string_view name_of(ImportKind kind) { return kind_names[static_cast<std::size_t>(kind)]; }
std::string_view file_of(ImportKind kind) { return kind_files[static_cast<std::size_t>(kind)]; }

std::string_view noun_of(ImportKind kind, std::size_t count) {
  return (count == 1 ? nouns : nouns_of_many)[static_cast<std::size_t>(kind)];
}

std::span<const TargetColumn> target_columns(ImportKind kind) {
  static const std::array<std::vector<TargetColumn>, 5> columns = {
      columns_for(ImportKind::receivables), columns_for(ImportKind::payables), columns_for(ImportKind::orders),
      columns_for(ImportKind::history), columns_for(ImportKind::counterparties)};
  return columns[static_cast<std::size_t>(kind)];
}

std::optional<std::size_t> target_index(ImportKind kind, std::string_view name) {
  const auto columns = target_columns(kind);
  const auto found =
      std::find_if(columns.begin(), columns.end(), [&](const TargetColumn& column) { return column.name == name; });
  if (found == columns.end()) return std::nullopt;
  return static_cast<std::size_t>(found - columns.begin());
}

std::optional<std::size_t> number_index(ImportKind kind) {
  switch (kind) {
    case ImportKind::receivables: return target_index(kind, "invoice");
    case ImportKind::payables: return target_index(kind, "bill");
    case ImportKind::orders: return target_index(kind, "order");
    case ImportKind::history: return target_index(kind, "id");
    case ImportKind::counterparties: break;
  }
  return std::nullopt;
}

}  // namespace headroom
