#include "cli/exports/books/item_identity.hpp"

#include <fmt/format.h>

#include <unordered_map>
#include <unordered_set>

#include "cli/exports/books/book_items.hpp"
#include "cli/syntax/message.hpp"

namespace headroom {

namespace {

void drop_repeated_parties(const std::string& file, ExportedItems& out) {
  const std::size_t party = *target_index(out.kind, "counterparty");
  std::unordered_map<std::string, std::size_t> first;
  std::vector<ExportedItem> kept;
  std::vector<int> repeated;
  for (ExportedItem& item : out.items) {
    const auto [found, is_new] = first.emplace(item.values[party], kept.size());
    if (is_new) kept.push_back(std::move(item));
    else if (kept[found->second].values == item.values) repeated.push_back(item.line);
    else
      out.faults.push_back({file, item.line, 1,
                            message("a counterparty that line {} describes otherwise", kept[found->second].line),
                            item.values[party], "keep one of the rows"});
  }
  out.items = std::move(kept);
  if (!repeated.empty())
    out.remarks.push_back(message("{} left out that repeat an earlier counterparty ({})", rows_text(repeated.size()),
                                  lines_text(repeated)));
}

/// Two items of one party with one number get their numbers told apart: `4711`, `4711 (2)`.
void tell_numbers_apart(std::size_t number_index, ExportedItems& out) {
  const std::size_t party = *target_index(out.kind, "counterparty");
  std::unordered_set<std::string> taken;
  const auto kind = target_index(out.kind, "kind");
  const auto identity = [&](const ExportedItem& item, const std::string& number) {
    return (kind ? item.values[*kind] : "") + '\x1F' + item.values[party] + '\x1F' + number;
  };
  for (const ExportedItem& item : out.items) taken.insert(identity(item, item.values[number_index]));
  std::unordered_map<std::string, int> uses;
  std::vector<int> lines;
  std::string example;
  for (ExportedItem& item : out.items) {
    if (item.values[number_index].empty()) continue;
    int& use = uses[identity(item, item.values[number_index])];
    if (++use == 1) continue;
    std::string number;
    do number = fmt::format("{} ({})", item.values[number_index], use);
    while (!taken.insert(identity(item, number)).second && ++use > 0);
    if (lines.empty()) example = number;
    lines.push_back(item.line);
    item.values[number_index] = std::move(number);
  }
  if (lines.empty()) return;
  if (lines.front() == 0)  // of books without lines
    out.remarks.push_back(message("{} used twice by one counterparty: a suffix tells them apart, as in \"{}\"",
                                  counted(lines.size(), "number", "numbers"), example));
  else
    out.remarks.push_back(
        lines.size() == 1
            ? message("1 row bears a number that the same counterparty has on another item; a suffix tells them apart, "
                      "as in \"{}\" ({})",
                      example, lines_text(lines))
            : message("{} rows bear a number that the same counterparty has on another item; a suffix tells them "
                      "apart, as in \"{}\" ({})",
                      lines.size(), example, lines_text(lines)));
}

}  // namespace

void make_identities_unique(const std::string& file, ExportedItems& items) {
  const auto number = number_index(items.kind);
  if (items.kind == ImportKind::counterparties) drop_repeated_parties(file, items);
  else if (number) tell_numbers_apart(*number, items);
}

}  // namespace headroom
