#include "cli/checks/likely_slips.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "cli/syntax/message.hpp"
#include "cli/syntax/words.hpp"
#include "models/open_amounts.hpp"

namespace headroom {

namespace {

constexpr int months_ahead_most = 5 * 12, months_back_most = 10 * 12;

/// Rows of one file that have the same slip.
class Slips {
 public:
  void add(const std::string& number, int line) {
    if (numbers_.empty()) first_line_ = line;
    numbers_.push_back(number);
  }
  std::size_t count() const { return numbers_.size(); }
  Fault finding(std::string file, Message what, Message mend) const {
    return {.file = std::move(file),
            .line = first_line_,
            .column = 1,
            .what = std::move(what),
            .mend = std::move(mend),
            .severity = Severity::warning,
            .about = first_names(numbers_)};
  }

 private:
  std::vector<std::string> numbers_;
  int first_line_ = 0;
};

class Search {
 public:
  Search(const Ledger& ledger, const ItemLines& lines, LedgerSource& source)
      : ledger_(ledger),
        lines_(lines),
        source_(source),
        latest_(add_months(ledger.company.as_of, months_ahead_most)),
        earliest_(add_months(ledger.company.as_of, -months_back_most)) {}

  Faults run(bool with_credit_notes) {
    dates_of(ledger_.receivables, lines_.receivables, &Receivable::invoice, &Receivable::due, &Receivable::issued);
    tell("receivables.csv", "invoice is due before it is issued", "invoices are due before they are issued",
         "invoice is due in a year far away", "invoices are due in a year far away");
    dates_of(ledger_.payables, lines_.payables, &Payable::bill, &Payable::due, &Payable::issued);
    tell("payables.csv", "bill is due before it is issued", "bills are due before they are issued",
         "bill is due in a year far away", "bills are due in a year far away");
    dates_of(ledger_.orders, lines_.orders, &Order::number, &Order::ships, &Order::placed);
    tell("orders.csv", "order ships before it is placed", "orders ship before they are placed",
         "order ships in a year far away", "orders ship in a year far away");
    if (with_credit_notes) credit_notes();
    return std::move(findings_);
  }

 private:
  template <class Item>
  void dates_of(const std::vector<Item>& items, const std::vector<int>& lines, std::string Item::*number,
                Date Item::*end, std::optional<Date> Item::*begin) {
    turned_ = far_ = Slips();
    for (std::size_t i = 0; i < items.size(); ++i) {
      const Date last = items[i].*end;
      const std::optional<Date>& first = items[i].*begin;
      if (first && last < *first) turned_.add(items[i].*number, lines[i]);
      if (last > latest_ || last < earliest_ || (first && *first < earliest_)) far_.add(items[i].*number, lines[i]);
    }
  }

  void tell(const char* document, const char* one_turned, const char* many_turned, const char* one_far,
            const char* many_far) {
    const std::string file = source_.file_of(document);
    if (turned_.count() > 0)
      findings_.push_back(turned_.finding(file, how_many(turned_.count(), one_turned, many_turned),
                                          "correct one of the two dates, unless they are right"));
    if (far_.count() > 0)
      findings_.push_back(
          far_.finding(file, how_many(far_.count(), one_far, many_far), "correct the year, unless it is right"));
  }

  Message money(Minor amount) const {
    return message("{} {}", money_words(amount, ledger_.company.decimals), Message(ledger_.company.currency));
  }

  /// Notes that name no invoice lower what their customers owe, which is said once.
  void credit_notes() {
    const OpenAmounts open(ledger_);
    std::vector<std::string> notes;
    Minor sum = 0;
    for (std::size_t i = 0; i < ledger_.receivables.size(); ++i) {
      const Receivable& item = ledger_.receivables[i];
      if (item.amount >= 0 || !item.credits.empty() || open.of(i) == item.amount) continue;
      notes.push_back(item.invoice);
      sum += in_ledger_currency(ledger_, open.of(i) - item.amount, item.currency);
    }
    if (notes.empty()) return;
    findings_.push_back(
        {.file = source_.file_of("receivables.csv"),
         .what = message(
             "{} set off against open invoices of the same customer, the oldest due first ({})",
             how_many(notes.size(), "credit note that names no invoice is", "credit notes that name no invoice are"),
             money(sum)),
         .mend = "name the invoice that a note is about in `credits`; what is left of one is paid out on its due date",
         .severity = Severity::note,
         .about = first_names(notes)});
  }

  const Ledger& ledger_;
  const ItemLines& lines_;
  LedgerSource& source_;
  Date latest_, earliest_;
  Slips turned_, far_;  ///< of the table at which the search has arrived
  Faults findings_;
};

}  // namespace

Faults likely_slips(const Ledger& ledger, const ItemLines& lines, LedgerSource& source) {
  return Search(ledger, lines, source).run(true);
}

Faults likely_date_slips(const Ledger& ledger, const ItemLines& lines, LedgerSource& source) {
  return Search(ledger, lines, source).run(false);
}

}  // namespace headroom
