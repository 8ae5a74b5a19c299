#include "cli/exports/tables/exported_items.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "cli/syntax/message.hpp"
#include "cli/syntax/words.hpp"

namespace headroom {

namespace {

constexpr int decimals_by_default = 2;
constexpr std::size_t lines_named_max = 5;

}  // namespace

const std::string& ExportedItems::value(const ExportedItem& item, std::string_view target) const {
  static const std::string none;
  const auto index = target_index(kind, target);
  return index ? item.values[*index] : none;
}

ExportedItems no_items(ImportKind kind) {
  ExportedItems items;
  items.kind = kind;
  return items;
}

ExportedItem item_of(ImportKind kind, int line,
                     std::initializer_list<std::pair<std::string_view, std::string>> values) {
  ExportedItem item{line, std::vector<std::string>(target_columns(kind).size())};
  for (const auto& [column, value] : values) {
    const auto index = target_index(kind, column);
    if (!index) throw ContractError(fmt::format("{} have no column {}", name_of(kind), column));
    item.values[*index] = value;
  }
  return item;
}

int decimals_of(const std::string& currency, const std::optional<std::string>& ledger_currency) {
  return currency_decimals(currency.empty() ? ledger_currency.value_or("") : currency).value_or(decimals_by_default);
}

std::string plain_amount(Minor amount, const std::string& currency, const std::optional<std::string>& ledger_currency) {
  return money_text(amount, decimals_of(currency, ledger_currency));
}

Message lines_text(const std::vector<int>& lines) {
  if (lines.size() == 1) return message("line {}", lines.front());
  std::vector<Message> shown;
  for (std::size_t i = 0; i < std::min(lines.size(), lines_named_max); ++i) {
    if (i > 0) shown.emplace_back(", ");
    shown.push_back(message("{}", lines[i]));
  }
  return lines.size() > lines_named_max ? message("lines {} and {} more", shown, lines.size() - lines_named_max)
                                        : message("lines {}", shown);
}

Message rows_text(std::size_t count) { return how_many(count, "row", "rows"); }

}  // namespace headroom
