#include "cli/ledger/credit_notes.hpp"

#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "cli/syntax/message.hpp"
#include "cli/syntax/nearest_name.hpp"
#include "models/saturated_sum.hpp"

namespace headroom {

namespace {

/// What is open of an invoice, over all its instalments, that a note can take off.
struct OpenInvoice {
  std::string_view currency;
  Minor undisputed = 0;
};

/// The numbers of each counterparty's open invoices, as many as are worth comparing; told once, where a note finds
/// none.
class OpenNumbers {
 public:
  explicit OpenNumbers(const Ledger& ledger) : ledger_(ledger) {}

  const std::vector<std::string>& of(const std::string& counterparty) {
    if (by_counterparty_.empty())
      for (const Receivable& item : ledger_.receivables)
        if (auto& theirs = by_counterparty_[item.counterparty];
            item.amount > 0 && theirs.size() <= nearest_candidates_max)
          theirs.push_back(item.invoice);
    return by_counterparty_[counterparty];
  }

 private:
  const Ledger& ledger_;
  std::unordered_map<std::string_view, std::vector<std::string>> by_counterparty_;
};

Message not_there(OpenNumbers& numbers, const Receivable& note) {
  const auto near = nearest_name(note.credits, numbers.of(note.counterparty));
  return near ? message("did you mean `{}`?", *near)
              : "name an open invoice of this customer, or leave `credits` empty: then the note is paid out on its due "
                "date";
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
    found->second.undisputed = saturated_sum(found->second.undisputed, item.amount - item.disputed);
  }
  OpenNumbers numbers(ledger);
  for (const PlacedCredit& credit : credits) {
    if (log.is_full()) return;
    const Receivable& note = ledger.receivables[credit.receivable];
    OpenInvoice& invoice = invoices[{note.counterparty, note.credits}];
    if (invoice.currency.empty()) {
      log.fault(credit.place, message("no open invoice of this number of \"{}\" is entered", note.counterparty),
                note.credits, not_there(numbers, note));
      continue;
    }
    if (invoice.currency != note.currency)
      log.fault(credit.place, message("the credit note is in {}, its invoice in {}", note.currency, invoice.currency),
                note.credits, "write the note in the invoice's currency");
    invoice.undisputed += note.amount;
    if (invoice.undisputed >= 0) continue;
    log.fault(credit.place, "the credit note takes off more than is open and not in dispute of its invoice",
              note.credits, "correct one of the amounts, or leave `credits` empty for what is paid out");
    invoice.undisputed = 0;
  }
}

}  // namespace headroom
