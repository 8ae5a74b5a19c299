#include "cli/exports/gnucash/gnucash_books.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <unordered_map>

#include "cli/exports/books/book_items.hpp"
#include "cli/exports/books/source_books.hpp"
#include "cli/exports/gnucash/gnucash_cash.hpp"
#include "cli/exports/gnucash/gnucash_index.hpp"
#include "cli/syntax/message.hpp"

namespace headroom {

namespace {

/// What became of a document, or of a payment on account, up to as_of.
struct Lot {
  std::size_t account = 0;
  GnucashSum balance;
  GnucashSum posted;  ///< by the document's own transaction
  GnucashSum linked;  ///< met by another document, without money
  std::optional<Date> last;
  bool has_splits = false;
  std::size_t party = 0;  ///< 1 + its place among the parties; 0: nobody's
};

class BooksReader {
 public:
  BooksReader(const std::string& file, const GnucashTables& tables, const BooksRequest& request)
      : file_(file), tables_(tables), request_(request), index_(tables) {}

  SourceBooks read() {
    books_.file = file_;
    books_.states_open = true;
    settle_as_of();
    if (!books_.faults.empty()) return std::move(books_);
    settle_currency();
    collect_lots();
    for (const GnucashDocument& document : tables_.documents) read_document(document);
    read_payments_on_account();
    read_gnucash_cash(tables_, index_, balances_, books_);
    read_rates();
    conclude();
    return std::move(books_);
  }

 private:
  void fault(Message what, const std::string& value, Message mend) {
    books_.faults.push_back({file_, 0, 0, what, value, mend});
  }

  std::optional<Date> day_of(const std::string& text, const Message& where) {
    const auto date = gnucash_day(text);
    if (!date) {
      fault(message("{} has no day from 1901 to 2199", where), text, "correct its date in GnuCash");
      return std::nullopt;
    }
    return date;
  }

  void settle_as_of() {
    std::optional<Date> first, last;
    std::set<std::string> unreadable;
    split_days_.resize(tables_.splits.size());
    for (std::size_t i = 0; i < tables_.splits.size(); ++i) {
      const GnucashSplit& split = tables_.splits[i];
      if (!index_.is_in_use[split.account]) continue;
      split_days_[i] = gnucash_day(split.date);
      if (!split_days_[i] && unreadable.insert(split.transaction).second)
        day_of(split.date,
               message("a transaction of the account \"{}\"", one_line(tables_.accounts[split.account].name)));
      if (!split_days_[i]) continue;
      first = std::min(first.value_or(*split_days_[i]), *split_days_[i]);
      last = std::max(last.value_or(*split_days_[i]), *split_days_[i]);
    }
    if (!books_.faults.empty()) return;
    if (!first) return fault("these books hold no transaction", "", "give books in which something happened");
    as_of_ = request_.as_of.value_or(*last);
    books_.as_of = as_of_;
    if (!request_.as_of)
      books_.assumptions.push_back(
          message("the ledger stands as of {}, the last day on which something was booked (--as-of sets another)",
                  iso_text(as_of_)));
    if (as_of_ < *first)
      fault(message("the books begin after that day, on {}", iso_text(*first)), iso_text(as_of_),
            "give a later --as-of");
    else if (as_of_.year() < 1990 || as_of_.year() > 2150)
      fault("the books' last day is not from 1990 to 2150", iso_text(as_of_),
            "give the day for which they hold: --as-of YYYY-MM-DD");
    if (as_of_ > *last)
      books_.remarks.push_back(message("the last entry in the books is of {}; nothing is known of the days up to {}",
                                       iso_text(*last), iso_text(as_of_)));
  }

  void settle_currency() {
    if (request_.currency) {
      books_.currency = *request_.currency;
      return;
    }
    std::map<std::string, int> uses;
    for (std::size_t i = 0; i < tables_.accounts.size(); ++i)
      if (const auto currency = index_.currencies.find(tables_.accounts[i].commodity);
          index_.is_in_use[i] && currency != index_.currencies.end())
        ++uses[currency->second];
    if (uses.empty()) return fault("no account is kept in a known currency", "", "give the ledger's: --currency EUR");
    const auto most =
        std::max_element(uses.begin(), uses.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
    books_.currency = most->first;
    books_.currency_reason = uses.size() == 1 ? "the only one in the books" : "that of most accounts";
  }

  void collect_lots() {
    std::unordered_map<std::string, const GnucashDocument*> documents;  // by lot
    for (const GnucashDocument& document : tables_.documents)
      if (!document.posted_lot.empty()) documents[document.posted_lot] = &document;
    for (std::size_t i = 0; i < tables_.splits.size(); ++i) {
      const GnucashSplit& split = tables_.splits[i];
      const GnucashAccount& account = tables_.accounts[split.account];
      const bool is_owed = account.type == "RECEIVABLE" || account.type == "PAYABLE";
      if (!index_.is_in_use[split.account] || *split_days_[i] > as_of_) continue;
      balances_[split.account].add(split.quantity);
      if (!is_owed) continue;
      Lot& lot = lots_[split.lot.empty() ? "account " + account.guid : split.lot];
      lot.account = split.account;
      lot.has_splits = true;
      lot.balance.add(split.quantity);
      lot.last = std::max(lot.last.value_or(*split_days_[i]), *split_days_[i]);
      const auto document = documents.find(split.lot);
      if (document != documents.end() && split.transaction == document->second->posted_transaction)
        lot.posted.add(split.quantity);
      else if (split.is_link) lot.linked.add(split.quantity);
    }
    for (const GnucashLotOwner& owner : tables_.lot_owners)
      if (const auto lot = lots_.find(owner.lot); lot != lots_.end()) lot->second.party = index_.party_of(owner.owner);
  }

  /// Customers' documents are invoices; those of vendors, employees and nobody are bills.
  Side side_of(std::size_t party) const {
    const bool is_customer = party > 0 && tables_.parties[party - 1].self.kind == GnucashOwnerKind::customer;
    return is_customer ? Side::receivables : Side::payables;
  }

  Message title_of(const GnucashDocument& document, std::size_t party) const {
    const std::string id = one_line(document.id);
    const std::string named = party > 0 ? fmt::format("{} ({})", id, index_.names[party - 1]) : id;
    const bool is_invoice = side_of(party) == Side::receivables;
    if (document.is_credit_note)
      return is_invoice ? message("the credit note invoice {}", named) : message("the credit note bill {}", named);
    return is_invoice ? message("the invoice {}", named) : message("the bill {}", named);
  }

  std::string amount_text(Minor amount, const std::string& currency) const {
    return money_text(amount, *currency_decimals(currency));
  }

  void read_document(const GnucashDocument& document) {
    const std::size_t party = index_.party_of(document.owner);
    const Message title = title_of(document, party);
    const bool is_draft = document.posted_transaction.empty() || document.posted_lot.empty();
    if (is_draft) return count_draft(document, party);
    if (party == 0)
      return fault(message("{} belongs to no customer, vendor or employee", title), document.owner.guid,
                   "mend it in GnuCash");
    const auto posted = day_of(document.date_posted, title);
    if (!posted) return;
    if (*posted > as_of_) {
      ++posted_later_;
      return;
    }
    const auto found = lots_.find(document.posted_lot);
    if (found == lots_.end())
      return fault(message("{} is posted, but its lot is not there", title), "", "unpost and post it in GnuCash");
    Lot& lot = found->second;
    documented_lots_.insert(document.posted_lot);
    const auto currency = index_.currency_of(tables_.accounts[lot.account]);
    if (!currency)
      return fault(message("{} is posted to an account without a known currency", title),
                   one_line(tables_.accounts[lot.account].name), "keep that account in a currency of ISO 4217");
    const int decimals = *currency_decimals(*currency);
    const auto balance = lot.balance.minor(decimals), total = lot.posted.minor(decimals),
               linked = lot.linked.minor(decimals);
    if (!balance || !total || !linked)
      return fault(message("{} holds more than can be counted exactly", title), "", "check its amounts in GnuCash");
    const Side side = side_of(party);
    const int sign = sign_of(side);
    add_document({document, party, *posted, due_of(document, *posted, title), *currency, sign * *balance, sign * *total,
                  sign * *linked, side, *lot.last});
  }

  /// A posted document as it stands at as_of, seen from who is owed: positive.
  struct Posted {
    const GnucashDocument& document;
    std::size_t party;
    Date issued;
    std::optional<Date> due;
    std::string currency;
    Minor open, total, linked;
    Side side;
    Date last;
  };

  /// As posted, else by its terms, else nothing.
  std::optional<Date> due_of(const GnucashDocument& document, Date posted, const Message& title) {
    if (!document.due.empty()) return day_of(document.due, message("the due date of {}", title));
    if (const auto terms = index_.terms.find(document.terms); terms != index_.terms.end())
      return due_by_terms(*terms->second, posted);
    return std::nullopt;
  }

  void add_document(const Posted& posted) {
    const std::string id = one_line(posted.document.id), &name = index_.names[posted.party - 1];
    const std::string issued = iso_text(posted.issued), due = iso_text(posted.due.value_or(posted.issued)),
                      open = amount_text(posted.open, posted.currency);
    if (posted.side == Side::receivables)
      add_invoice(invoiced_, id, name, due, amount_text(posted.total, posted.currency), issued, posted.currency);
    if (posted.open == 0) return add_history(posted, id, name);
    ++open_;
    if (!posted.due) ++without_due_;
    if (posted.open != posted.total) ++partly_paid_;
    if (posted.side == Side::receivables)
      return add_invoice(receivables_, id, name, due, open, issued, posted.currency);
    if (posted.open < 0) return supplier_credits_.add(posted.currency, -posted.open);
    const bool is_employee = tables_.parties[posted.party - 1].self.kind == GnucashOwnerKind::employee;
    add(payables_, {{"bill", id},
                    {"counterparty", name},
                    {"due", due},
                    {"amount", open},
                    {"issued", issued},
                    {"currency", posted.currency},
                    {"class", is_employee ? "other" : "supplier"}});
    if (is_employee) vouchers_.add(posted.currency, posted.open);
  }

  static void add(ExportedItems& items, std::initializer_list<std::pair<std::string_view, std::string>> values) {
    items.items.push_back(item_of(items.kind, 0, values));
  }

  static void add_invoice(ExportedItems& items, const std::string& id, const std::string& name, const std::string& due,
                          const std::string& amount, const std::string& issued, const std::string& currency) {
    add(items, {{"invoice", id},
                {"counterparty", name},
                {"due", due},
                {"amount", amount},
                {"issued", issued},
                {"currency", currency}});
  }

  void add_history(const Posted& posted, const std::string& id, const std::string& name) {
    const Minor paid = posted.total + posted.linked;
    if (posted.total <= 0 || paid <= 0) {
      ++settled_without_money_;
      return;
    }
    add(history_, {{"kind", std::string(noun_of(posted.side))},
                   {"id", id},
                   {"counterparty", name},
                   {"issued", iso_text(posted.issued)},
                   {"due", posted.due ? iso_text(*posted.due) : ""},
                   {"amount", amount_text(paid, posted.currency)},
                   {"settled", iso_text(posted.last)},
                   {"currency", posted.currency}});
  }

  void count_draft(const GnucashDocument& document, std::size_t party) {
    const auto currency = index_.currencies.find(document.currency);
    const auto lines = index_.lines.find(document.guid);
    std::optional<Minor> total;
    if (currency != index_.currencies.end() && lines != index_.lines.end())
      total = document_total(tables_, lines->second, *currency_decimals(currency->second));
    ItemCount& drafts = side_of(party) == Side::receivables ? drafts_of_invoices_ : drafts_of_bills_;
    if (total) drafts.add(currency->second, *total);
    else drafts.add();
  }

  /// What is in a receivable or payable account without being a document's.
  void read_payments_on_account() {
    for (const auto& [guid, lot] : lots_) {
      if (documented_lots_.contains(guid)) continue;
      const GnucashAccount& account = tables_.accounts[lot.account];
      const auto currency = index_.currency_of(tables_.accounts[lot.account]);
      const auto balance = lot.balance.minor(currency ? *currency_decimals(*currency) : 2);
      if (!balance || !currency) {
        fault(message("what was paid on account in \"{}\" cannot be counted", one_line(account.name)), "",
              "check the account's currency and amounts in GnuCash");
        continue;
      }
      if (*balance == 0) continue;
      const Side side = account.type == "RECEIVABLE" ? Side::receivables : Side::payables;
      const Minor owed = sign_of(side) * *balance;
      if (lot.party == 0) without_document_[account.name].add(*currency, owed);
      else if (side == Side::receivables) {
        on_account_.add(*currency, owed);
        const std::string day = iso_text(*lot.last);
        add_invoice(receivables_, "on account " + day, index_.names[lot.party - 1], day, amount_text(owed, *currency),
                    day, *currency);
      } else if (owed < 0) {
        supplier_credits_.add(*currency, -owed);
      } else {
        without_document_[account.name].add(*currency, owed);
      }
    }
  }

  void read_rates() {
    for (const GnucashRate& rate : latest_rates(tables_, index_, books_.currency, as_of_)) {
      books_.rates[rate.currency] = rate.text;
      if (!rate_words_.empty()) rate_words_.emplace_back(", ");
      rate_words_.push_back(message("{} at {} of {}", rate.currency, rate.text, rate.date));
    }
  }

  void conclude() {
    std::vector<Message>& remarks = books_.remarks;
    if (tables_.is_open_elsewhere)
      remarks.push_back("GnuCash has these books open, or was stopped while it had: what it has not saved is not read");
    const auto drafts = [&](const ItemCount& count, std::string_view one, std::string_view many) {
      if (count.items() > 0)
        remarks.push_back(message("{} not posted, left out{}", counted(count.items(), one, many),
                                  !count.has_amounts() ? Message() : message(" ({} by their lines)", count.amounts())));
    };
    drafts(drafts_of_invoices_, "invoice", "invoices");
    drafts(drafts_of_bills_, "bill", "bills");
    if (posted_later_ > 0)
      remarks.push_back(
          message("{} posted after {}, left out", counted(posted_later_, "document", "documents"), iso_text(as_of_)));
    if (partly_paid_ > 0)
      remarks.push_back(message("{} of {} partly paid: what is still open is read",
                                money_words(static_cast<Minor>(partly_paid_), 0),
                                counted(open_, "open document is", "open documents are")));
    if (without_due_ > 0)
      remarks.push_back(message("{} without due date and terms: taken as due when posted",
                                counted(without_due_, "document", "documents")));
    if (on_account_.items() > 0)
      remarks.push_back(message("{} of customers on account, of no invoice ({}): taken as credit notes",
                                counted(on_account_.items(), "payment", "payments"), on_account_.amounts()));
    if (supplier_credits_.items() > 0)
      remarks.push_back(
          message("{} of suppliers left out ({}): to count on one, enter it as a receivable of that supplier",
                  counted(supplier_credits_.items(), "credit", "credits"), supplier_credits_.amounts()));
    if (vouchers_.items() > 0)
      remarks.push_back(message("{} of employees ({}) taken as bills of the class other",
                                counted(vouchers_.items(), "expense voucher", "expense vouchers"),
                                vouchers_.amounts()));
    if (settled_without_money_ > 0)
      remarks.push_back(message("{} settled without money (credit notes, and what they cancel): not in the history",
                                counted(settled_without_money_, "document", "documents")));
    for (const std::string& debt : books_.debts) remarks.push_back(debt + " is no bill, and has to be entered by hand");
    for (const auto& [account, count] : without_document_)
      remarks.push_back(message("{} in the account \"{}\" without a document of anybody, left out", count.amounts(),
                                one_line(account)));
    for (ExportedItems* table : {&receivables_, &payables_, &history_}) books_.tables.push_back(std::move(*table));
    books_.invoiced = std::move(invoiced_);
    if (!rate_words_.empty()) remarks.push_back(message("exchange rates as the books have them: {}", rate_words_));
  }

  const std::string& file_;
  const GnucashTables& tables_;
  const BooksRequest& request_;
  const GnucashIndex index_;
  SourceBooks books_;
  ExportedItems receivables_ = no_items(ImportKind::receivables), payables_ = no_items(ImportKind::payables);
  ExportedItems history_ = no_items(ImportKind::history), invoiced_ = no_items(ImportKind::receivables);
  Date as_of_;

  std::vector<std::optional<Date>> split_days_;  // [split]
  std::map<std::string, Lot> lots_;
  std::set<std::string> documented_lots_;
  GnucashBalances balances_;

  ItemCount drafts_of_invoices_, drafts_of_bills_, on_account_, supplier_credits_, vouchers_;
  std::map<std::string, ItemCount> without_document_;  // by account
  std::vector<Message> rate_words_;
  std::size_t posted_later_ = 0, without_due_ = 0, open_ = 0, partly_paid_ = 0, settled_without_money_ = 0;
};

}  // namespace

ImportedBooks read_gnucash_books(const std::string& file, const GnucashTables& tables, const BooksRequest& request) {
  return imported_books(BooksReader(file, tables, request).read(), request.as_of, request.currency);
}

}  // namespace headroom
