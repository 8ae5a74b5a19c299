#include "cli/import/statement_went_back.hpp"

#include <algorithm>
#include <set>

#include "cli/exports/statements/statement_returns.hpp"
#include "cli/syntax/message.hpp"

namespace headroom {

namespace {

constexpr int days_back_max = 180;  // how long after a payment it may still bounce

Minor size_of(Minor amount) { return amount < 0 ? -amount : amount; }

std::string words_of(const std::string& currency, Minor amount) {
  return currency + " " + money_words(amount, *currency_decimals(currency));
}

const PaidTable* receivables_of(const std::vector<PaidTable>& tables) {
  const auto found =
      std::find_if(tables.begin(), tables.end(), [](const PaidTable& one) { return one.side == Side::receivables; });
  return found == tables.end() ? nullptr : &*found;
}

/// Whether money that went back may have been a payment of this amount, charges in it.
bool may_be_of(Minor back, Minor paid, const std::string& currency) {
  return back == paid || (back > paid && back - paid <= return_charges_most(paid, currency));
}

/// One return whose payment the statement does not hold.
class LostPayment {
 public:
  LostPayment(const PaymentReturn& one, const std::vector<PaidTable>& tables,
              const std::vector<SettledInvoice>& settled, const std::string& file)
      : one_(one), back_(size_of(one.entry.amount)), open_(receivables_of(tables)), settled_(settled), file_(file) {}

  void meet(const Message& words, WentBack& out) const {
    if (one_.entry.amount > 0) {  // a payment of ours that came back
      out.notes.push_back(
          message("{}; the payment itself is not in the statement: see that what it paid is open in "
                  "the ledger",
                  words));
      return;
    }
    const std::vector<const SettledInvoice*> invoices = likely_invoices();
    if (is_open_again(invoices)) {
      out.notes.push_back(
          message("{}; the payment itself is not in the statement: what it paid is open in the ledger", words));
      return;
    }
    if (invoices.size() == 1) {
      out.notes.push_back(
          message("{}: invoice {} is settled in history.csv and owed again", words, invoices.front()->number));
      out.faults.push_back(
          {file_, one_.entry.line, 0,
           message("an invoice that is settled in history.csv is owed again: its payment went back on {}",
                   one_.entry.booked),
           invoices.front()->number, "put it back into receivables.csv, and take its row out of history.csv"});
      return;
    }
    std::string numbers;
    for (const SettledInvoice* invoice : invoices) numbers += (numbers.empty() ? "" : ", ") + invoice->number;
    out.notes.push_back(words);
    out.faults.push_back(
        {file_, one_.entry.line, 0,
         invoices.empty() ? message("a payment went back on {}, and nothing tells what it had paid", one_.entry.booked)
                          : message("a payment went back on {}, and several settled invoices may be what it had paid",
                                    one_.entry.booked),
         invoices.empty() ? words_of(one_.currency, back_) : numbers,
         "put what it had paid back into receivables.csv, with its amount"});
  }

 private:
  bool may_be(const SettledInvoice& invoice) const {
    return invoice.currency == one_.currency && may_be_of(back_, invoice.amount, one_.currency) &&
           invoice.settled <= one_.entry.booked && one_.entry.booked - invoice.settled <= days_back_max;
  }
  bool names(const std::string& counterparty) const {
    return is_same_name(one_.entry.party, counterparty) || names_party(one_.entry.reference, counterparty);
  }

  /// By number, else by customer and amount, else by amount.
  std::vector<const SettledInvoice*> likely_invoices() const {
    const std::set<std::string> keys = number_keys_in(one_.entry.reference);
    const auto those = [&](const auto& is_meant) {
      std::vector<const SettledInvoice*> found;
      for (const SettledInvoice& invoice : settled_)
        if (is_meant(invoice)) found.push_back(&invoice);
      return found;
    };
    auto found = those([&](const SettledInvoice& one) { return keys.contains(number_key(one.number)); });
    if (found.empty()) found = those([&](const SettledInvoice& one) { return may_be(one) && names(one.counterparty); });
    if (found.empty()) found = those([&](const SettledInvoice& one) { return may_be(one); });
    return found;
  }

  /// Whether receivables.csv has what the payment had paid: by its number, or by the amount where nothing names one.
  bool is_open_again(const std::vector<const SettledInvoice*>& invoices) const {
    if (open_ == nullptr) return false;
    const std::set<std::string> keys = number_keys_in(one_.entry.reference);
    return std::any_of(open_->items.begin(), open_->items.end(), [&](const OpenItem& item) {
      const bool is_likely = std::any_of(invoices.begin(), invoices.end(), [&](const SettledInvoice* invoice) {
        return number_key(invoice->number) == number_key(item.number);
      });
      const bool is_named = keys.contains(number_key(item.number));
      const bool is_of_amount = item.currency == one_.currency && may_be_of(back_, item.open, one_.currency);
      return is_likely || is_named || (invoices.empty() && is_of_amount);
    });
  }

  const PaymentReturn& one_;
  Minor back_;
  const PaidTable* open_;
  const std::vector<SettledInvoice>& settled_;
  const std::string& file_;
};

}  // namespace

WentBack meet_returns(BankStatements& statements, Date after, const std::vector<PaidTable>& tables,
                      const std::vector<SettledInvoice>& settled) {
  WentBack out;
  for (const PaymentReturn& one : pair_returns(statements, after)) {
    const Message words =
        message("{} of {} went back on {}", words_of(one.currency, size_of(one.entry.amount)),
                one.entry.party.empty() ? "an unnamed party" : one.entry.party, iso_text(one.entry.booked));
    if (!one.paid) {
      LostPayment(one, tables, settled, statements.file).meet(words, out);
      continue;
    }
    const Message charges =
        one.charges > 0 ? message(" ({} of it charges)", words_of(one.currency, one.charges)) : Message();
    out.notes.push_back(
        message("{}, paid on {}{}: it pays nothing, what it named stays open", words, iso_text(*one.paid), charges));
  }
  return out;
}

WentBack meet_refunds(const std::vector<StatementPayment>& payments, std::vector<PaidTable>& tables,
                      const std::vector<SettledInvoice>& settled) {
  WentBack out;
  PaidTable* table = nullptr;
  for (PaidTable& one : tables)
    if (one.side == Side::receivables) table = &one;
  std::set<std::string> customers;
  for (const SettledInvoice& invoice : settled) customers.insert(invoice.counterparty);
  for (std::size_t i = 0; table != nullptr && i < table->items.size(); ++i)
    customers.insert(table->items[i].name.empty() ? table->items[i].counterparty : table->items[i].name);
  for (const StatementPayment& payment : payments) {
    const auto is_named = [&](const std::string& name) {
      return is_same_name(payment.party, name) || names_party(payment.reference + " " + payment.party, name);
    };
    bool is_met = false;
    for (std::size_t i = 0; table != nullptr && i < table->credits.size() && !is_met; ++i) {
      const OpenItem& credit = table->credits[i];
      const bool is_customer = is_named(credit.name.empty() ? credit.counterparty : credit.name);
      const bool is_number = number_keys_in(payment.reference).contains(number_key(credit.number));
      if ((!is_customer && !is_number) || credit.open != payment.amount || credit.currency != payment.currency ||
          !table->paid_back.insert(table->credit_row_of[i]).second)
        continue;
      is_met = true;
      out.notes.push_back(message("{} paid back to {} on {}: credit note {} is settled",
                                  words_of(payment.currency, payment.amount), credit.counterparty,
                                  iso_text(payment.day), credit.number));
    }
    const auto customer = is_met ? customers.end() : std::find_if(customers.begin(), customers.end(), is_named);
    if (customer != customers.end())
      out.notes.push_back(message(
          "{} went out on {} to {}, a customer: a refund? If an invoice is owed again by that, put it back into "
          "receivables.csv; if it pays back a credit note, take that out",
          words_of(payment.currency, payment.amount), iso_text(payment.day), *customer));
  }
  return out;
}

}  // namespace headroom
