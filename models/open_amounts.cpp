#include "models/open_amounts.hpp"

#include <algorithm>
#include <map>
#include <string_view>
#include <utility>

namespace headroom {

OpenAmounts::OpenAmounts(const Ledger& ledger) : ledger_(ledger) {
  struct Credited {
    Minor credit = 0;
    std::vector<std::size_t> instalments;
  };
  const std::vector<Receivable>& items = ledger.receivables;
  const auto is_set_off = [](const Receivable& item) { return item.amount < 0 && !item.credits.empty(); };
  std::map<std::pair<std::string_view, std::string_view>, Credited> invoices;  // by counterparty and number
  for (const Receivable& item : items)
    if (is_set_off(item)) invoices[{item.counterparty, item.credits}].credit -= item.amount;
  if (invoices.empty()) return;
  for (std::size_t i = 0; i < items.size(); ++i) {
    open_.push_back(is_set_off(items[i]) ? 0 : items[i].amount);
    if (items[i].amount <= 0) continue;
    if (const auto found = invoices.find({items[i].counterparty, items[i].invoice}); found != invoices.end())
      found->second.instalments.push_back(i);
  }
  for (auto& [identity, invoice] : invoices) {
    std::sort(invoice.instalments.begin(), invoice.instalments.end(), [&items](std::size_t a, std::size_t b) {
      return items[a].due != items[b].due ? items[a].due < items[b].due : items[a].part < items[b].part;
    });
    for (const std::size_t i : invoice.instalments) {
      const Minor credit = std::min(invoice.credit, items[i].amount - items[i].disputed);
      open_[i] -= credit;
      invoice.credit -= credit;
    }
  }
}

}  // namespace headroom
