#include "cli/exports/journals/journal_books.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <set>

#include "cli/exports/books/book_items.hpp"
#include "cli/exports/journals/journal_balances.hpp"
#include "cli/exports/journals/shared_account.hpp"
#include "cli/exports/tables/column_names.hpp"
#include "cli/exports/tables/export_values.hpp"
#include "cli/exports/tables/number_format.hpp"
#include "cli/syntax/message.hpp"
#include "cli/syntax/words.hpp"

namespace headroom {

namespace {

constexpr int assumed_terms_days = 30;
constexpr int decimals_by_default = 2;
constexpr std::size_t accounts_named_max = 3;

class Reader {
 public:
  Reader(const Journal& journal, const SourceContext& context) : journal_(journal), context_(context) {
    out_.file = journal.file;
    out_.faults = journal.faults;
    if (out_.faults.empty()) out_.faults = balance_faults(journal);
    out_.remarks = journal.remarks;
    out_.states_open = true;  // by its balances
    settle_day();
  }

  SourceBooks run() {
    if (!out_.faults.empty()) return std::move(out_);
    for (const JournalTransaction& transaction : journal_.transactions) note_numbers(transaction);
    for (const JournalTransaction& transaction : journal_.transactions) read(transaction);
    for (const Side side : both_sides) assign(side);
    add_cash();
    say();
    return std::move(out_);
  }

 private:
  /// Balances of the cash accounts in one commodity.
  struct Cash {
    Minor balance = 0;
    std::set<std::string> accounts;
  };

  /// Where the postings of one side stand, and what is said of them. Shape: as the side's items and payments.
  struct SideTexts {
    std::vector<PostedText> items, payments;
  };

  SideTexts& texts_of(Side side) { return side == Side::receivables ? customer_texts_ : supplier_texts_; }

  /// Without a day from outside, the books speak of the last one on which they book anything: cash and what is open are
  /// both of that day.
  void settle_day() {
    as_of_ = context_.as_of;
    for (const JournalTransaction& transaction : journal_.transactions)
      for (const JournalPosting& posting : transaction.postings)
        if (!context_.as_of) {
          const Date date = posting.date.value_or(transaction.date);
          as_of_ = std::max(as_of_.value_or(date), date);
        }
    out_.as_of = as_of_;
    if (!context_.as_of && as_of_)
      out_.assumptions.push_back(
          message("the ledger stands as of {}, the last day on which the journal books anything (--as-of sets another)",
                  iso_text(*as_of_)));
  }

  /// Whose payments are that went to one account of all.
  void assign(Side side) {
    const SideTexts& texts = texts_of(side);
    const SharedAccountMatching found = assign_shared_payments(out_.of(side), texts.items, texts.payments, as_of_);
    const Message whose = side == Side::receivables ? message("customer") : message("supplier");
    const std::size_t assigned = found.by_number + found.by_name + found.by_amount + found.by_age;
    if (assigned > 0)
      out_.remarks.push_back(
          message("one account holds several {}s, and of {} the description is no {}'s name: {} matched within the "
                  "account by a number in it, {} by a name in it, {} by exactly the amount, {} against what was "
                  "oldest",
                  whose, counted(assigned, "payment", "payments"), whose, found.by_number, found.by_name,
                  found.by_amount, found.by_age));
    if (found.set_off > 0)
      out_.remarks.push_back(
          message("{} set off against what is open in the same account", counted(found.set_off, "credit", "credits")));
  }

  AccountRole role(const JournalPosting& posting) {
    const auto found = roles_.find(posting.account);
    if (found != roles_.end()) return found->second;
    return roles_[posting.account] = role_of_account(posting.account, journal_.account_types);
  }

  static std::string tag(const JournalTransaction& transaction, const JournalPosting& posting,
                         std::initializer_list<const char*> names) {
    for (const JournalTags* tags : {&posting.tags, &transaction.tags})
      for (const char* name : names)
        if (const auto found = tags->find(name); found != tags->end() && !found->second.empty()) return found->second;
    return "";
  }
  static std::string number_of(const JournalTransaction& transaction, const JournalPosting& posting) {
    return tag(transaction, posting, {"invoice", "inv", "bill"});
  }

  static std::string party_of(const JournalTransaction& transaction, const JournalPosting& posting) {
    const std::string below = line_of_text(below_role(posting.account));
    return below.empty() ? without_document_number(transaction.payee) : below;
  }

  void fault(const JournalPosting& posting, std::string what, std::string value, std::string mend) {
    out_.faults.push_back({journal_.file, posting.line, 1, std::move(what), std::move(value), std::move(mend)});
  }

  /// The currency of a commodity; empty for the ledger's own. `$` is the ledger's, where that is a dollar or not known.
  std::optional<std::string> currency_of(const std::string& commodity, const JournalPosting& posting) {
    if (commodity.empty()) return "";
    if (commodity == "$") {
      constexpr std::array<std::string_view, 8> dollars = {"USD", "CAD", "AUD", "NZD", "SGD", "HKD", "TWD", "MXN"};
      if (!context_.ledger_currency ||
          std::find(dollars.begin(), dollars.end(), *context_.ledger_currency) != dollars.end())
        return "";
    }
    const auto code = currency_meant_by(commodity);
    if (!code) {
      fault(posting, "an amount that is in no known currency", commodity,
            "use an ISO 4217 code as the commodity, such as USD");
      return std::nullopt;
    }
    return code == context_.ledger_currency ? "" : *code;
  }

  Minor minor_of(Millionths quantity, const std::string& currency) {
    const int decimals = currency_decimals(currency.empty() ? context_.ledger_currency.value_or("") : currency)
                             .value_or(decimals_by_default);
    Millionths unit = millionths_of_one;
    for (int i = 0; i < decimals; ++i) unit /= 10;
    if (quantity % unit != 0) ++rounded_;
    return (quantity + (quantity < 0 ? -unit / 2 : unit / 2)) / unit;
  }

  /// Numbers of invoices and bills: only a payment whose code is one of them is for it.
  void note_numbers(const JournalTransaction& transaction) {
    for (const JournalPosting& posting : transaction.postings) {
      const AccountRole own = role(posting);
      if (own != AccountRole::receivable && own != AccountRole::payable) continue;
      for (const auto& [commodity, quantity] : posting.amounts)
        if ((quantity > 0) == (own == AccountRole::receivable) && !transaction.code.empty())
          numbers_.insert(party_of(transaction, posting) + '\x1F' + lower_text(transaction.code));
    }
  }

  void read(const JournalTransaction& transaction) {
    for (const JournalPosting& posting : transaction.postings) {
      const AccountRole own = role(posting);
      const Date date = posting.date.value_or(transaction.date);
      const bool is_waiting = own == AccountRole::suspense;
      if ((own == AccountRole::cash || is_waiting) && date <= *as_of_) {
        auto& held = is_waiting ? suspense_ : cash_;
        for (const auto& [commodity, quantity] : posting.amounts) {
          const auto currency = currency_of(commodity, posting);
          if (!currency) continue;
          add_to_cash(held[*currency].balance, minor_of(quantity, *currency), posting);
          held[*currency].accounts.insert(posting.account);
        }
      }
      if (own != AccountRole::receivable && own != AccountRole::payable) continue;
      for (const auto& [commodity, quantity] : posting.amounts) {
        const auto currency = currency_of(commodity, posting);
        if (currency)
          take(transaction, posting, date, *currency, minor_of(quantity, *currency),
               own == AccountRole::receivable ? Side::receivables : Side::payables);
      }
    }
  }

  void add_to_cash(Minor& balance, Minor amount, const JournalPosting& posting) {
    balance = saturated_sum(balance, amount);
    if (std::abs(balance) <= counted_amount_max) return;
    fault(posting, "with this posting the cash accounts hold more than can be counted exactly", posting.account,
          "correct its amount");
    balance = 0;
  }

  void take(const JournalTransaction& transaction, const JournalPosting& posting, Date date,
            const std::string& currency, Minor amount, Side side) {
    const std::string party = party_of(transaction, posting);
    if (amount == 0) return;
    if (party.empty())
      return fault(posting, "no counterparty: neither an account below this one nor a payee", posting.account,
                   "post to an account of the counterparty, or name it in the description");
    const std::string number = number_of(transaction, posting);
    const bool is_owed = (amount > 0) == (sign_of(side) > 0);
    SideTexts& texts = texts_of(side);
    const bool is_shared = line_of_text(below_role(posting.account)).empty();
    PostedText posted{is_shared ? posting.account : "", is_shared ? transaction.code + ' ' + transaction.text : ""};
    if (!is_owed) {
      SourcePayment payment;
      texts.payments.push_back(std::move(posted));
      payment.line = posting.line;
      payment.number = transaction.code;
      const bool code_is_number = numbers_.contains(party + '\x1F' + lower_text(transaction.code));
      payment.payment = {party, currency,         number.empty() && code_is_number ? transaction.code : number,
                         date,  std::abs(amount), !is_money(transaction, posting)};
      out_.of(side).payments.push_back(std::move(payment));
      return;
    }
    SourceItem item;
    item.line = posting.line;
    texts.items.push_back(std::move(posted));
    std::string own_number = number.empty() ? transaction.code : number;
    if (own_number.empty() && is_shared) own_number = document_number_in(transaction.text);
    item.invoice = {party, currency, std::move(own_number), date, date, std::abs(amount)};
    item.is_invoice = is_invoice(transaction, posting);
    settle_due(transaction, posting, item);
    out_.of(side).items.push_back(std::move(item));
  }

  void settle_due(const JournalTransaction& transaction, const JournalPosting& posting, SourceItem& item) {
    const std::string due = tag(transaction, posting, {"due", "due-date", "duedate"});
    const auto date = journal_date(due);
    if (date) {
      item.invoice.due = *date;
      return;
    }
    if (!due.empty()) return fault(posting, "the tag due: holds no date in full", due, "write it YYYY-MM-DD");
    item.has_due = false;
    if (!item.is_invoice) return;  // owed at once
    item.invoice.due = due_after(item.invoice.issued, assumed_terms_days);
    item.basis = fmt::format("ASSUMPTION: due {} days after its date", assumed_terms_days);
    ++without_due_;
  }

  template <class Test>
  bool any_other(const JournalTransaction& transaction, const JournalPosting& posting, const Test& test) {
    return std::any_of(transaction.postings.begin(), transaction.postings.end(),
                       [&](const JournalPosting& other) { return &other != &posting && test(role(other)); });
  }

  /// Whether money settles a posting. What is taken back out of sales, sent back to a supplier or written off is none;
  /// but a payment may bear a discount or a fee, and customers' money may wait in an asset that is no bank account.
  bool is_money(const JournalTransaction& transaction, const JournalPosting& posting) {
    const bool is_receivable = role(posting) == AccountRole::receivable;
    const auto has = [&](AccountRole wanted) {
      return any_other(transaction, posting, [&](AccountRole other) { return other == wanted; });
    };
    if (has(AccountRole::cash) || has(AccountRole::suspense) || (is_receivable && has(AccountRole::other_asset)))
      return true;
    return !has(AccountRole::earned_or_spent) && !has(AccountRole::own_capital) && !has(AccountRole::other_asset);
  }

  /// Whether what is owed was sold or bought: refunds and opening balances are owed too, and teach nothing.
  bool is_invoice(const JournalTransaction& transaction, const JournalPosting& posting) {
    const auto has = [&](AccountRole wanted) {
      return any_other(transaction, posting, [&](AccountRole other) { return other == wanted; });
    };
    if (has(AccountRole::earned_or_spent)) return true;
    return !has(AccountRole::own_capital) && any_other(transaction, posting, [](AccountRole other) {
      return other != AccountRole::cash && other != AccountRole::suspense;
    });
  }

  void add_cash() {
    for (const auto& [currency, cash] : cash_)
      out_.cash.push_back({currency, text_of(cash.balance, currency), names_of(cash)});
    for (const auto& [currency, waiting] : suspense_)
      if (waiting.balance != 0) out_.remarks.push_back(held_by(waiting, currency));
  }

  Message held_by(const Cash& waiting, const std::string& currency) const {
    const std::string amount = text_of(waiting.balance, currency);
    const std::string sum = currency.empty() ? amount : fmt::format("{} {}", currency, amount);
    return waiting.accounts.size() == 1
               ? message("{} holds {}: money that waits to be assigned is not counted as cash", names_of(waiting), sum)
               : message("{} hold {}: money that waits to be assigned is not counted as cash", names_of(waiting), sum);
  }

  std::string text_of(Minor amount, const std::string& currency) const {
    return plain_amount(amount, currency, context_.ledger_currency);
  }

  static std::string names_of(const Cash& cash) {
    std::string names;
    std::size_t named = 0;
    for (const std::string& account : cash.accounts)
      if (++named <= accounts_named_max) names += (names.empty() ? "" : ", ") + account;
    if (named > accounts_named_max) names += fmt::format(" and {} more", named - accounts_named_max);
    return names;
  }

  void say() {
    if (without_due_ > 0)
      out_.assumptions.push_back(
          without_due_ == 1
              ? message("1 item without a tag due: falls due {} days after its date (column basis)", assumed_terms_days)
              : message("each of {} items without a tag due: falls due {} days after its date (column basis)",
                        without_due_, assumed_terms_days));
    if (rounded_ > 0)
      out_.remarks.push_back(
          message("{} rounded to what the currency has of decimals", how_many(rounded_, "amount", "amounts")));
    if (out_.faults.empty() && out_.customers.items.empty() && out_.customers.payments.empty() &&
        out_.suppliers.items.empty() && out_.suppliers.payments.empty())
      out_.faults.push_back({journal_.file, 0, 0, "no account of receivables or payables is posted to", "",
                             "they are known by names such as assets:receivable:NAME and liabilities:payable:NAME"});
  }

  const Journal& journal_;
  const SourceContext& context_;
  SourceBooks out_;
  std::map<std::string, AccountRole> roles_;
  std::map<std::string, Cash> cash_, suspense_;
  SideTexts customer_texts_, supplier_texts_;
  std::optional<Date> as_of_;
  std::set<std::string> numbers_;
  std::size_t without_due_ = 0, rounded_ = 0;
};

}  // namespace

SourceBooks books_of_journal(const Journal& journal, const SourceContext& context) {
  return Reader(journal, context).run();
}

}  // namespace headroom
