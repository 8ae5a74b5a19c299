#include "models/open_amounts.hpp"

#include <algorithm>
#include <map>
#include <string_view>
#include <tuple>
#include <utility>

namespace headroom {

namespace {

/// The code of an item's currency: empty stands for the ledger's.
std::string_view code_of(const Ledger& ledger, const Receivable& item) {
  return item.currency.empty() ? ledger.company.currency : item.currency;
}

bool is_named_note(const Receivable& item) { return item.amount < 0 && !item.credits.empty(); }
bool is_free_note(const Receivable& item) { return item.amount < 0 && item.credits.empty(); }

}  // namespace

OpenAmounts::OpenAmounts(const Ledger& ledger) : ledger_(ledger) {
  const std::vector<Receivable>& items = ledger.receivables;
  if (std::none_of(items.begin(), items.end(), [](const Receivable& item) { return item.amount < 0; })) return;
  for (const Receivable& item : items) open_.push_back(is_named_note(item) ? 0 : item.amount);
  set_off_named_notes();
  set_off_free_notes();
}

void OpenAmounts::sort_by_due(std::vector<std::size_t>& places) const {
  const auto order = [this](std::size_t i) {
    const Receivable& item = ledger_.receivables[i];
    return std::tie(item.due, item.invoice, item.part);
  };
  std::sort(places.begin(), places.end(), [&order](std::size_t a, std::size_t b) { return order(a) < order(b); });
}

Minor OpenAmounts::set_off(Minor credit, const std::vector<std::size_t>& invoices) {
  for (const std::size_t i : invoices) {
    const Minor taken = std::min(credit, std::max<Minor>(open_[i] - ledger_.receivables[i].disputed, 0));
    open_[i] -= taken;
    credit -= taken;
  }
  return credit;
}

void OpenAmounts::set_off_named_notes() {
  struct Credited {
    Minor credit = 0;
    std::vector<std::size_t> instalments;
  };
  const std::vector<Receivable>& items = ledger_.receivables;
  std::map<std::pair<std::string_view, std::string_view>, Credited> invoices;  // by counterparty and number
  for (const Receivable& item : items)
    if (is_named_note(item)) invoices[{item.counterparty, item.credits}].credit -= item.amount;
  if (invoices.empty()) return;
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (items[i].amount <= 0) continue;
    if (const auto found = invoices.find({items[i].counterparty, items[i].invoice}); found != invoices.end())
      found->second.instalments.push_back(i);
  }
  for (auto& [identity, invoice] : invoices) {
    sort_by_due(invoice.instalments);
    set_off(invoice.credit, invoice.instalments);
  }
}

void OpenAmounts::set_off_free_notes() {
  struct Account {
    std::vector<std::size_t> notes, invoices;
  };
  const std::vector<Receivable>& items = ledger_.receivables;
  std::map<std::pair<std::string_view, std::string_view>, Account> accounts;  // by counterparty and currency
  for (std::size_t i = 0; i < items.size(); ++i)
    if (is_free_note(items[i])) accounts[{items[i].counterparty, code_of(ledger_, items[i])}].notes.push_back(i);
  if (accounts.empty()) return;
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (items[i].amount <= 0) continue;
    const auto found = accounts.find({items[i].counterparty, code_of(ledger_, items[i])});
    if (found != accounts.end()) found->second.invoices.push_back(i);
  }
  for (auto& [identity, account] : accounts) {
    sort_by_due(account.notes);
    sort_by_due(account.invoices);
    for (const std::size_t note : account.notes) open_[note] = -set_off(-items[note].amount, account.invoices);
  }
}

}  // namespace headroom
