#include "cli/exports/books/book_items.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <vector>

#include "cli/files/text_file.hpp"

namespace headroom {

namespace {

constexpr std::size_t name_bytes_max = 500;

}  // namespace

ExportedItems no_items(ImportKind kind) {
  ExportedItems items;
  items.kind = kind;
  return items;
}

void add_item(ExportedItems& items, std::initializer_list<std::pair<std::string_view, std::string>> values) {
  ExportedItem item;
  item.values.resize(target_columns(items.kind).size());
  for (const auto& [column, value] : values) {
    const auto index = target_index(items.kind, column);
    if (!index) throw ContractError(fmt::format("{} have no column {}", name_of(items.kind), column));
    item.values[*index] = value;
  }
  items.items.push_back(std::move(item));
}

std::string one_line(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const std::size_t length = std::max<std::size_t>(utf8_sequence_length(text), 1);
    if (out.size() + length > name_bytes_max) break;
    const unsigned char first = static_cast<unsigned char>(text.front());
    const bool is_c1_control = length == 2 && first == 0xC2 && static_cast<unsigned char>(text[1]) < 0xA0;
    const bool is_space = first <= 0x20 || first == 0x7F || is_c1_control;
    if (!is_space) out += text.substr(0, length);
    else if (!out.empty() && out.back() != ' ') out += ' ';
    text.remove_prefix(length);
  }
  while (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

std::size_t tell_numbers_apart(ExportedItems& items) {
  const auto number = number_index(items.kind);
  const auto party = target_index(items.kind, "counterparty");
  if (!number || !party) return 0;
  const auto kind = target_index(items.kind, "kind");
  std::set<std::vector<std::string>> seen;
  std::map<std::vector<std::string>, int>
      next_suffix;  // a thousand items of one number do not try each other's suffixes
  std::size_t changed = 0;
  for (ExportedItem& item : items.items) {
    std::string& value = item.values[*number];
    const std::string original = value;
    const auto identity = [&] {
      return std::vector<std::string>{kind ? item.values[*kind] : "", item.values[*party], value};
    };
    int& suffix = next_suffix.try_emplace(identity(), 2).first->second;
    while (!seen.insert(identity()).second) value = fmt::format("{} ({})", original, suffix++);
    if (value != original) ++changed;
  }
  return changed;
}

std::string counted(std::size_t count, std::string_view one, std::string_view many) {
  return fmt::format("{} {}", money_words(static_cast<Minor>(count), 0), count == 1 ? one : many);
}

void ItemCount::add(const std::string& currency, Minor amount) {
  ++items_;
  sums_[currency] += static_cast<double>(amount);
}

std::string ItemCount::amounts() const {
  constexpr double shown_max = 9.0e18;
  std::string out;
  for (const auto& [currency, sum] : sums_) {
    const Minor amount = static_cast<Minor>(std::clamp(sum, -shown_max, shown_max));
    out += fmt::format("{}{} {}", out.empty() ? "" : ", ", currency,
                       money_words(amount, currency_decimals(currency).value_or(2)));
  }
  return out;
}

}  // namespace headroom
