#include "cli/import/import_slips.hpp"

#include "cli/syntax/message.hpp"
#include "cli/syntax/words.hpp"

namespace headroom {

namespace {

constexpr int months_ahead_most = 5 * 12, months_back_most = 10 * 12;

}  // namespace

std::vector<Message> slips_of(const ExportedItems& items, const std::optional<Date>& as_of) {
  std::vector<int> turned, far;
  const bool are_orders = items.kind == ImportKind::orders;
  for (const ExportedItem& item : items.items) {
    const auto first = parse_date(items.value(item, are_orders ? "placed" : "issued"));
    const auto last = parse_date(items.value(item, are_orders ? "ships" : "due"));
    if (first && last && *last < *first) turned.push_back(item.line);
    if (as_of && last &&
        (*last > add_months(*as_of, months_ahead_most) || *last < add_months(*as_of, -months_back_most)))
      far.push_back(item.line);
  }
  std::vector<Message> out;
  if (!turned.empty())
    out.push_back(message("{} before it is issued ({}): see whether two columns are exchanged, or a date is wrong",
                          how_many(turned.size(), "item is due", "items are due"), lines_text(turned)));
  if (!far.empty())
    out.push_back(message("{} in a year far away ({}): correct the year, unless it is right",
                          how_many(far.size(), "item is due", "items are due"), lines_text(far)));
  return out;
}

}  // namespace headroom
