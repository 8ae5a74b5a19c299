#include "cli/exports/books/source_books.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "cli/exports/books/item_identity.hpp"
#include "cli/exports/tables/export_values.hpp"
#include "cli/syntax/message.hpp"
#include "cli/syntax/words.hpp"

namespace headroom {

namespace {

constexpr std::size_t text_bytes_max = 1000;  // as the ledger takes it

std::string number_of(const std::string& number, int line) {
  return number.empty() ? fmt::format("line {}", line) : number;
}

/// Makes the tables of one side: what customers owe, or what suppliers are owed.
class SideTables {
 public:
  SideTables(SourceBooks& source, Side side, const std::optional<Date>& as_of,
             const std::optional<std::string>& ledger_currency, ImportedBooks& out)
      : source_(source.of(side)), side_(side), as_of_(as_of), ledger_currency_(ledger_currency), out_(out) {
    open_.kind = side == Side::receivables ? ImportKind::receivables : ImportKind::payables;
    if (as_of) leave_out_later(*as_of);
  }

  void run(ExportedItems& history) {
    check_texts();
    match();
    for (std::size_t i = 0; i < source_.items.size(); ++i) take_item(source_.items[i], history);
    take_unmatched();
    std::stable_sort(open_.items.begin(), open_.items.end(),
                     [](const ExportedItem& a, const ExportedItem& b) { return a.line < b.line; });
    remark();
    out_.tables.push_back(std::move(open_));
  }

 private:
  std::string_view noun() const { return noun_of(side_); }
  Message counted(std::size_t count) const {
    return side_ == Side::receivables ? how_many(count, "invoice", "invoices") : how_many(count, "bill", "bills");
  }
  void say(Message sentence) { out_.remarks.push_back(std::move(sentence)); }

  void leave_out_later(Date as_of) {
    const auto items =
        std::erase_if(source_.items, [&](const SourceItem& item) { return !item.open && item.invoice.issued > as_of; });
    const auto payments =
        std::erase_if(source_.payments, [&](const SourcePayment& one) { return one.payment.paid > as_of; });
    if (items > 0) say(message("{} issued after {} left out", counted(items), iso_text(as_of)));
    if (payments == 1) say(message("1 payment after {} left out: what it settled is open again", as_of));
    if (payments > 1) say(message("{} payments after {} left out: what they settled is open again", payments, as_of));
  }

  void check_texts() {
    const auto check = [this](const std::string& text, std::string_view what, int line) {
      if (text.size() > text_bytes_max)
        out_.faults.push_back({out_.file, line, 1, message("{} longer than {} bytes", what, text_bytes_max),
                               text.substr(0, 40), "shorten it"});
    };
    for (const SourceItem& item : source_.items) {
      check(item.invoice.counterparty, "a name", item.line);
      check(item.invoice.number, "a number", item.line);
    }
    for (const SourcePayment& payment : source_.payments) {
      check(payment.payment.counterparty, "a name", payment.line);
      check(payment.number, "a number", payment.line);
    }
  }

  void match() {
    std::vector<BookedInvoice> invoices;
    std::vector<BookedPayment> payments;
    for (const SourceItem& item : source_.items)
      if (!item.open) invoices.push_back(item.invoice);
    for (const SourcePayment& payment : source_.payments) payments.push_back(payment.payment);
    matching_ = match_payments(invoices, payments);
    for (Message& sentence : matching_remarks(matching_, noun())) say(std::move(sentence));
    std::size_t next = 0;
    for (SourceItem& item : source_.items) {
      if (item.open) continue;
      const MatchedInvoice& matched = matching_.invoices[next++];
      item.open = matched.open;
      item.settled = matched.settled;
      if (matched.open > 0 && matched.payments > 0)
        item.basis +=
            fmt::format("{}the remainder of {}", item.basis.empty() ? "" : "; ", text(item.invoice.amount, item));
      if (matched.open > 0) continue;
      if (matched.settled) {
        item.invoice.amount -= matched.credited;
      } else {
        ++credited_;
        item.is_invoice = false;  // nobody paid it: neither a payment to learn from nor a sale
      }
    }
  }

  std::string text(Minor amount, const SourceItem& item) const {
    return plain_amount(amount, item.invoice.currency, ledger_currency_);
  }

  void note_latest(Date date) { open_.latest = std::max(open_.latest.value_or(date), date); }

  void take_item(const SourceItem& item, ExportedItems& history) {
    if (item.has_issued) note_latest(item.invoice.issued);
    if (*item.open != 0) return take_open(item);
    if (item.settled && as_of_ && *item.settled > *as_of_) return;  // it was open then, which this source does not tell
    if (item.settled && item.is_invoice) history.items.push_back(settled_row(item));
    else if (!item.settled && item.is_invoice) ++without_payment_date_;
  }

  void take_open(const SourceItem& item) {
    if (*item.open < 0 && side_ == Side::payables) {
      credit_lines_.push_back(item.line);
      return;
    }
    if (*item.open < 0) credit_lines_.push_back(item.line);
    open_.items.push_back(item_of(open_.kind, item.line,
                                  {{noun(), number_of(item.invoice.number, item.line)},
                                   {"counterparty", item.invoice.counterparty},
                                   {"due", iso_text(item.invoice.due)},
                                   {"amount", text(*item.open, item)},
                                   {"issued", item.has_issued ? iso_text(item.invoice.issued) : ""},
                                   {"currency", item.invoice.currency},
                                   {"basis", item.basis}}));
  }

  ExportedItem settled_row(const SourceItem& item) {
    note_latest(*item.settled);
    return item_of(ImportKind::history, item.line,
                   {{"kind", std::string(noun())},
                    {"id", number_of(item.invoice.number, item.line)},
                    {"counterparty", item.invoice.counterparty},
                    {"issued", iso_text(item.invoice.issued)},
                    {"due", item.has_due ? iso_text(item.invoice.due) : ""},
                    {"amount", text(item.invoice.amount, item)},
                    {"settled", iso_text(*item.settled)},
                    {"currency", item.invoice.currency}});
  }

  /// Money that no invoice took: a customer's is owed back, a supplier's is a claim that may never be paid out.
  void take_unmatched() {
    for (std::size_t i = 0; i < source_.payments.size(); ++i) {
      const SourcePayment& payment = source_.payments[i];
      note_latest(payment.payment.paid);
      if (matching_.left[i] == 0) continue;
      unmatched_lines_.push_back(payment.line);
      if (side_ == Side::payables) continue;
      const std::string paid = iso_text(payment.payment.paid);
      open_.items.push_back(
          item_of(open_.kind, payment.line,
                  {{"invoice", payment.number.empty() ? fmt::format("payment line {}", payment.line) : payment.number},
                   {"counterparty", payment.payment.counterparty},
                   {"due", paid},
                   {"amount", plain_amount(-matching_.left[i], payment.payment.currency, ledger_currency_)},
                   {"issued", paid},
                   {"currency", payment.payment.currency},
                   {"basis", payment.payment.is_credit_note ? "a credit note that met no invoice"
                                                            : "a payment that met no invoice"}}));
    }
  }

  void remark() {
    if (credited_ > 0) say(message("{} left out that credit notes settle in full", counted(credited_)));
    if (without_payment_date_ == 1)
      say(message("1 paid {} left out: the export does not say when it was paid, so there is nothing to learn from it",
                  Message(noun())));
    if (without_payment_date_ > 1)
      say(message("{} left out: the export does not say when they were paid, so there is nothing to learn from them",
                  side_ == Side::receivables ? how_many(without_payment_date_, "paid invoice", "paid invoices")
                                             : how_many(without_payment_date_, "paid bill", "paid bills")));
    if (!credit_lines_.empty() && side_ == Side::receivables)
      say(credit_lines_.size() == 1
              ? message("1 row with a negative amount taken as credit note ({})", lines_text(credit_lines_))
              : message("{} rows with a negative amount taken as credit notes ({})", credit_lines_.size(),
                        lines_text(credit_lines_)));
    if (!credit_lines_.empty() && side_ == Side::payables)
      say(
          message("{} left out: a supplier's credit is no bill ({}). To count on it, enter it in receivables.csv "
                  "as owed by that supplier",
                  rows_text(credit_lines_.size()), lines_text(credit_lines_)));
    if (unmatched_lines_.empty()) return;
    if (side_ == Side::receivables)
      say(message("money of customers that no invoice takes is owed back to them, as a credit note due at once ({})",
                  lines_text(unmatched_lines_)));
    else
      say(
          message("money paid to suppliers that no bill takes is left out ({}). To count on it, enter it in "
                  "receivables.csv as owed by "
                  "that supplier",
                  lines_text(unmatched_lines_)));
  }

  SourceSide& source_;
  Side side_;
  std::optional<Date> as_of_;
  const std::optional<std::string>& ledger_currency_;
  ImportedBooks& out_;
  ExportedItems open_;
  PaymentMatching matching_;
  std::size_t credited_ = 0, without_payment_date_ = 0;
  std::vector<int> credit_lines_, unmatched_lines_;
};

/// Everything that was invoiced to customers, in full.
ExportedItems invoiced_to(const SourceSide& customers, const std::optional<std::string>& ledger_currency) {
  ExportedItems invoiced = no_items(ImportKind::receivables);
  for (const SourceItem& item : customers.items) {
    if (!item.is_invoice || item.invoice.amount <= 0) continue;
    invoiced.items.push_back(
        item_of(ImportKind::receivables, item.line,
                {{"invoice", item.invoice.number},
                 {"counterparty", item.invoice.counterparty},
                 {"due", iso_text(item.invoice.due)},
                 {"amount", plain_amount(item.invoice.amount, item.invoice.currency, ledger_currency)},
                 {"issued", iso_text(item.invoice.issued)},
                 {"currency", item.invoice.currency}}));
  }
  return invoiced;
}

}  // namespace

Date due_after(Date issued, int days) { return latest_date() - issued < days ? latest_date() : issued + days; }

ImportedBooks imported_books(SourceBooks source, const std::optional<Date>& as_of,
                             const std::optional<std::string>& ledger_currency) {
  ImportedBooks out = std::move(static_cast<ImportedBooks&>(source));
  const auto is_empty = [](const SourceSide& side) { return side.items.empty() && side.payments.empty(); };
  if (out.faults.empty() && (out.tables.empty() || !is_empty(source.customers) || !is_empty(source.suppliers))) {
    const bool holds_paid_ones = std::any_of(source.customers.items.begin(), source.customers.items.end(),
                                             [](const SourceItem& item) { return !item.open || *item.open == 0; });
    ExportedItems history = no_items(ImportKind::history);
    for (const Side side : both_sides) SideTables(source, side, as_of, ledger_currency, out).run(history);
    if (holds_paid_ones) out.invoiced = invoiced_to(source.customers, ledger_currency);
    out.tables.push_back(std::move(history));
  }
  for (ExportedItems& table : out.tables) make_identities_unique(out.file, table);
  return out;
}

}  // namespace headroom
