#include "cli/exports/tables/import_columns.hpp"

#include <algorithm>

namespace headroom {

namespace {

using enum ColumnType;

constexpr TargetColumn receivable_columns[] = {
    {"invoice", text, true},
    {"counterparty", text, true},
    {"due", date, true},
    {"amount", amount, true},
    {"issued", date},
    {"currency", currency},
    {"basis", text},
    {"terms_days", days, false, false},
    {"name", text, false, false},
};
constexpr TargetColumn payable_columns[] = {
    {"bill", text, true},
    {"counterparty", text, true},
    {"due", date, true},
    {"amount", amount, true},
    {"issued", date},
    {"currency", currency},
    {"class", text},
    {"basis", text},
    {"terms_days", days, false, false},
    {"name", text, false, false},
};
constexpr TargetColumn order_columns[] = {
    {"order", text, true},  {"counterparty", text, true},
    {"ships", date, true},  {"amount", amount, true},
    {"terms_days", days},   {"placed", date},
    {"currency", currency}, {"cancellation", share},
    {"deposit", amount},    {"deposit_refund", share},
    {"cost", amount},       {"cost_due", date},
    {"cost_sunk", share},   {"name", text, false, false},
};
constexpr TargetColumn history_columns[] = {
    {"kind", text, true},     {"id", text},      {"counterparty", text, true}, {"issued", date},       {"due", date},
    {"amount", amount, true}, {"settled", date}, {"cancelled", flag},          {"currency", currency}, {"basis", text},
};
constexpr TargetColumn counterparty_columns[] = {
    {"counterparty", text, true},
    {"cancellation", share},
    {"on_time", share},
    {"late_median_days", share},
    {"late_sigma", share},
    {"never", share},
    {"delay_law", text},
    {"failure", share},
    {"group", text},
    {"country", text},
};

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

std::string_view name_of(ImportKind kind) { return kind_names[static_cast<std::size_t>(kind)]; }
std::string_view file_of(ImportKind kind) { return kind_files[static_cast<std::size_t>(kind)]; }

std::string_view noun_of(ImportKind kind, std::size_t count) {
  return (count == 1 ? nouns : nouns_of_many)[static_cast<std::size_t>(kind)];
}

std::span<const TargetColumn> target_columns(ImportKind kind) {
  switch (kind) {
    case ImportKind::receivables: return receivable_columns;
    case ImportKind::payables: return payable_columns;
    case ImportKind::orders: return order_columns;
    case ImportKind::history: return history_columns;
    case ImportKind::counterparties: break;
  }
  return counterparty_columns;
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
