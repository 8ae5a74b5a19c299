#include "cli/input/credit_notes.hpp"

#include <fmt/format.h>

#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "cli/input/nearest_name.hpp"

namespace headroom {

namespace {

/// What is open of an invoice, over all its instalments, that a note can take off.
struct OpenInvoice {
  std::string_view currency;
  Minor undisputed = 0;
};

std::string not_there(const Ledger& ledger, const Receivable& note) {
  std::vector<std::string> theirs;
  for (const Receivable& item : ledger.receivables)
    if (item.counterparty == note.counterparty && item.amount > 0) theirs.push_back(item.invoice);
  const auto near = nearest_name(note.credits, theirs);
  return near ? fmt::format("did you mean `{}`?", *near)
              : "name an open invoice of this customer, or leave `credits` empty: then the note is paid out on its due date";
}

}  // namespace

void check_credits(const Ledger& ledger, const std::vector<PlacedCredit>& credits, FaultLog& log) {
  std::map<std::pair<std::string_view, std::string_view>, OpenInvoice> invoices;  // by counterparty and number
  for (const PlacedCredit& credit : credits) {
    const Receivable& note = ledger.receivables[credit.receivable];
    invoices[{note.counterparty, note.credits}] = {};
  }
  for (const Receivable& item : ledger.receivables) {
    const auto found = item.amount > 0 ? invoices.find({item.counterparty, item.invoice}) : invoices.end();
    if (found == invoices.end()) continue;
    found->second.currency = item.currency;
    found->second.undisputed += item.amount - item.disputed;
  }
  for (const PlacedCredit& credit : credits) {
    const Receivable& note = ledger.receivables[credit.receivable];
    OpenInvoice& invoice = invoices[{note.counterparty, note.credits}];
    if (invoice.currency.empty()) {
      log.fault(credit.place, fmt::format("no open invoice of this number of \"{}\" is entered", note.counterparty), note.credits,
                not_there(ledger, note));
      continue;
    }
    if (invoice.currency != note.currency)
      log.fault(credit.place, fmt::format("the credit note is in {}, its invoice in {}", note.currency, invoice.currency), note.credits,
                "write the note in the invoice's currency");
    invoice.undisputed += note.amount;
    if (invoice.undisputed >= 0) continue;
    log.fault(credit.place, "the credit note takes off more than is open and not in dispute of its invoice", note.credits,
              "correct one of the amounts, or leave `credits` empty for what is paid out");
    invoice.undisputed = 0;
  }
}

}  // namespace headroom
