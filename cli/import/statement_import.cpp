#include "cli/import/statement_import.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <ostream>
#include <set>

#include "cli/checks/inspected_ledger.hpp"
#include "cli/edit/toml_edit.hpp"
#include "cli/exports/books/book_items.hpp"
#include "cli/files/folder_update.hpp"
#include "cli/files/output_file.hpp"
#include "cli/files/text_file.hpp"
#include "cli/files/trial_folder.hpp"
#include "cli/import/import_writing.hpp"
#include "cli/import/ledger_cash.hpp"
#include "cli/import/statement_ledger.hpp"
#include "cli/import/statement_recurring.hpp"
#include "cli/import/statement_went_back.hpp"
#include "cli/report/exit_status.hpp"
#include "cli/report/words/import_words.hpp"
#include "cli/syntax/message.hpp"

namespace headroom {

namespace {

/// A remainder of at most one twentieth may be a discount or charges.
constexpr Minor small_remainder_parts = 20;

class StatementImport {
 public:
  StatementImport(BankStatements statements, const ImportTarget& target, bool does_update, std::ostream& out,
                  std::ostream& err)
      : statements_(std::move(statements)), target_(target), does_update_(does_update), out_(out), err_(err) {}

  ImportOutcome run() {
    for (const auto& remark : statements_.remarks) note(remark);
    if (!statements_.faults.empty()) return stop(statements_.faults);
    for (const BankStatement& account : statements_.accounts) {
      as_of_ = std::max(as_of_.value_or(account.closing.day), account.closing.day);
      if (account.closing.day != statements_.accounts.front().closing.day) has_several_days_ = true;
    }
    return target_.known ? bring_forward() : begin_ledger();
  }

 private:
  void note(const Message& sentence) { say_note(sentence, err_); }
  ImportOutcome stop(const Faults& faults) { return stop_import(target_.place.named(faults), true, err_); }
  Fault fault(const Message& what, const std::string& value, const Message& mend) const {
    return {statements_.file, 0, 0, what, value, mend};
  }

  /// What an account held at the end of a day; nothing before the statement begins.
  static std::optional<Minor> balance_on(const BankStatement& account, Date day) {
    Minor balance = account.closing.amount;
    if (day >= account.closing.day) return balance;
    if (!account.opening || day < account.opening->day - 1) return std::nullopt;
    for (const StatementEntry& entry : account.entries)
      if (entry.booked > day) balance -= entry.amount;
    return balance;
  }

  /// What the accounts held on a day: cash, and what is overdrawn.
  ImportedBooks books_on(Date day) const {
    ImportedBooks books;
    books.file = statements_.file;
    books.as_of = day;
    for (const BankStatement& account : statements_.accounts) {
      const auto balance = balance_on(account, day);
      if (!balance) {
        books.faults.push_back(fault(message("the statement of {} does not reach back to that day", account.account),
                                     iso_text(day), "give a later day, or a statement that covers it"));
        continue;
      }
      (*balance < 0 ? books.overdrafts : books.cash)
          .push_back({account.currency,
                      money_text(*balance < 0 ? -*balance : *balance, *currency_decimals(account.currency)),
                      "account " + account.account});
    }
    return books;
  }

  ImportOutcome begin_ledger() {
    const Date day = target_.company.is_as_of_given ? target_.company.as_of : *as_of_;
    ImportedBooks books = books_on(day);
    if (target_.company.currency.empty()) {
      books.currency = statements_.accounts.front().currency;
      books.currency_reason = "that of the statement";
    }
    if (day > *as_of_)
      note(
          message("the statement ends on {}; nothing is known of the days up to {}", iso_text(*as_of_), iso_text(day)));
    if (has_several_days_)
      note("the accounts' statements end on different days: each counts with its own closing balance");
    note("import what customers owe and what you owe as well: a statement tells only what was paid");
    return write_imported_books(books, target_, out_, err_);
  }

  ImportOutcome bring_forward() {
    if (!target_.known->as_of)
      return stop({fault("the ledger's as_of is missing or unknown", target_.place.document("company.toml"),
                         "see headroom check")});
    before_ = *target_.known->as_of;
    if (*as_of_ < before_)
      return stop({fault(message("the statement ends before the ledger's as_of ({})", iso_text(before_)),
                         iso_text(*as_of_), "give a later statement")});
    if (has_several_days_)
      return stop({fault("the accounts' statements end on different days: what was paid by when cannot be told",
                         iso_text(*as_of_), "give statements that end on one day")});
    Faults faults;
    for (const Side side : both_sides) {
      Result<std::optional<PaidTable>> table = read_paid_table(target_.folder, side, target_.known->currency);
      if (!table) faults.insert(faults.end(), table.faults().begin(), table.faults().end());
      else if (table.value()) tables_.push_back(std::move(*table.value()));
    }
    if (!faults.empty()) return stop(faults);
    if (const auto cash = cash_on(*as_of_, faults)) cash_ = *cash;
    if (!faults.empty()) return stop(faults);
    out_ << printable(text_of(message("{} of {}, up to {}", statements_.format,
                                      counted(statements_.accounts.size(), "account", "accounts"), *as_of_)))
         << '\n';
    say_returns();
    for (PaidTable& table : tables_) match(table);
    say_recurring();
    for (const Message& sentence : meet_refunds(other_payments(), tables_, settled_).notes) note(sentence);
    settle_balance();
    if (does_update_) return update();
    out_ << "Nothing was written. To bring the ledger to " << iso_text(*as_of_) << ", give --update.\n";
    return exit_done;
  }

  std::optional<std::string> cash_on(Date day, Faults& faults) {
    const ImportedBooks books = books_on(day);
    faults.insert(faults.end(), books.faults.begin(), books.faults.end());
    const LedgerCash cash = cash_in_ledger_currency(
        books, target_.known->currency, [this](const std::string& currency) -> std::optional<double> {
          if (currency == target_.known->currency) return 1.0;
          const auto rate = target_.known->rates.find(currency);
          return rate == target_.known->rates.end() ? std::nullopt : std::optional(rate->second);
        });
    if (day == *as_of_)
      for (const Message& sentence : cash.not_counted) note(sentence);
    if (cash.balance.empty()) {
      faults.push_back(fault("no account is in a currency whose rate is known", "",
                             "add the rate below [exchange_rates] in company.toml"));
      return std::nullopt;
    }
    if (day == *as_of_)
      for (const Overdraft& overdraft : cash.overdrafts)
        note(message("{}: enter it as drawn of a [[credit_line]]; cash counts without it",
                     overdraft_words(overdraft, target_.known->currency)));
    return cash.balance;
  }

  void match(PaidTable& table) {
    const Date before = before_;
    for (const BankStatement& account : statements_.accounts) {
      for (const StatementEntry& entry : account.entries) {
        const bool is_of_side = sign_of(table.side) * entry.amount > 0;
        if (is_of_side && !entry.is_undone && entry.booked > before)
          table.payments.push_back(payment_of(entry, account.currency));
      }
    }
    table.matching = match_statement(table.items, table.payments);
    for (std::size_t i = 0; i < table.items.size(); ++i) say_item(table.items[i], table.matching.items[i], table.side);
    const StatementMatching& matching = table.matching;
    for (const std::size_t i : matching.unclear_batches)
      note(message(
          "{} {} on {} is {} payments booked as one, without single amounts that come to it: what each of them "
          "paid is for you to say, in {}",
          table.payments[i].currency,
          money_words(table.payments[i].amount, *currency_decimals(table.payments[i].currency)),
          iso_text(table.payments[i].day), table.payments[i].parts.size(), DocumentName{document_of(table.side)}));
    const bool is_incoming = table.side == Side::receivables;
    ItemCount left;
    for (std::size_t i = 0; i < table.payments.size(); ++i)
      if (matching.left[i] > 0) left.add(table.payments[i].currency, matching.left[i]);
    note(message("{} after {}: {} by number, {} by counterparty and amount, {} pay no {} of the ledger{}",
                 counted(table.payments.size(), is_incoming ? "payment in" : "payment out",
                         is_incoming ? "payments in" : "payments out"),
                 iso_text(before), matching.by_number, matching.by_amount, matching.unmatched,
                 Message(noun_of(table.side)),
                 left.items() > 0 ? message(" ({} left over)", left.amounts()) : Message()));
  }

  static StatementPayment payment_of(const StatementEntry& entry, const std::string& currency) {
    return {entry.party, entry.reference, currency, entry.booked, entry.amount < 0 ? -entry.amount : entry.amount,
            entry.parts};
  }

  /// A payment that went back pays nothing. Where the ledger has its invoice as settled, the owner has to say that it
  /// is open again: the statement does not tell what it was.
  void say_returns() {
    settled_ = settled_invoices(target_.folder, target_.known->currency);
    WentBack back = meet_returns(statements_, before_, tables_, settled_);
    for (const Message& sentence : back.notes) note(sentence);
    reopened_ = std::move(back.faults);
  }

  /// Payments out that pay no bill.
  std::vector<StatementPayment> other_payments() const {
    std::vector<StatementPayment> payments;
    for (const PaidTable& bills : tables_) {
      if (bills.side != Side::payables) continue;
      for (std::size_t i = 0; i < bills.payments.size(); ++i)
        if (bills.matching.left[i] == bills.payments[i].amount) payments.push_back(bills.payments[i]);
      return payments;
    }
    for (const BankStatement& account : statements_.accounts)
      for (const StatementEntry& entry : account.entries)
        if (entry.amount < 0 && !entry.is_undone && entry.booked > before_)
          payments.push_back(payment_of(entry, account.currency));
    return payments;
  }

  /// Fixed costs that the statement shows paid move to their next date; what it does not show stays due.
  void say_recurring() {
    const Result<LoadedLedger> ledger = load_ledger_folder(target_.folder);
    if (!ledger) return;  // said when the ledger is tried on its new day
    for (const RecurringCost& one :
         meet_recurring_costs(ledger.value().ledger.fixed_costs, other_payments(), target_.known->currency, *as_of_)) {
      const std::string& name = one.cost->name;
      const std::string& currency = one.cost->currency.empty() ? target_.known->currency : one.cost->currency;
      if (!one.paid.empty())
        out_ << printable(fmt::format("  fixed cost {}: paid for {}{}{}", name, iso_text(one.paid.back().due),
                                      how_paid(one.paid, currency), one.next ? ", next " + iso_text(*one.next) : ""))
             << '\n';
      const auto index = static_cast<std::size_t>(one.cost - ledger.value().ledger.fixed_costs.data());
      if (one.next) next_dates_[index] = *one.next;
      else if (!one.paid.empty())
        note(message("{} was paid for {}: its `next` in company.toml has to be moved or taken out by hand", name,
                     iso_text(one.paid.back().due)));
      for (const Date due : one.unpaid) {
        if (one.likely && one.likely->due == due)
          note(
              message("{} {} to {} may be {} due on {} ({}), which stays to be paid: where it was, move its `next` in "
                      "company.toml",
                      currency, money_words(one.likely->paid, *currency_decimals(currency)),
                      one.likely->party.empty() ? "an unnamed party" : one.likely->party, name, iso_text(due),
                      money_words(one.likely->expected, *currency_decimals(currency))));
        else note(message("no payment of {} due on {} is seen: it stays to be paid", name, iso_text(due)));
      }
    }
  }

  /// " (in 2 parts)", " (905.00 instead of 900.00)": the payments that were not simply the amount.
  static std::string how_paid(const std::vector<PaidCost>& paid, const std::string& currency) {
    std::string out;
    const int decimals = *currency_decimals(currency);
    for (const PaidCost& one : paid) {
      if (one.payments > 1) out += fmt::format(" (in {} parts)", one.payments);
      else if (one.paid != one.expected)
        out += fmt::format(" ({} instead of {})", money_words(one.paid, decimals), money_words(one.expected, decimals));
    }
    return out;
  }

  void say_item(const OpenItem& item, const MatchedInvoice& matched, Side side) {
    if (matched.open == item.open) return;
    const int decimals = *currency_decimals(item.currency);
    out_ << printable(fmt::format("  {} {} of {}: {} {} of {} paid{}", noun_of(side), item.number, item.counterparty,
                                  item.currency, money_words(item.open - matched.open, decimals),
                                  money_words(item.open, decimals),
                                  matched.settled ? ", settled on " + iso_text(*matched.settled) : ""))
         << '\n';
    if (matched.open > 0 && matched.open <= item.open / small_remainder_parts)
      note(
          message("{} {} ({:.1f}%) of {} {} stay open: a discount, charges or rounding? Where nobody will pay them, "
                  "take the row out of {}",
                  item.currency, money_words(matched.open, decimals),
                  100.0 * static_cast<double>(matched.open) / static_cast<double>(item.open), Message(noun_of(side)),
                  item.number, DocumentName{document_of(side)}));
  }

  /// What the ledger held beyond these accounts on its own day, it goes on holding.
  void settle_balance() {
    const int decimals = *currency_decimals(target_.known->currency);
    const Minor closing = *parse_money(cash_, decimals).amount;
    Faults uncovered;
    const auto earlier = cash_on(before_, uncovered);
    reaches_back_ = earlier.has_value();
    const Minor elsewhere = earlier ? target_.known->cash.value_or(0) - *parse_money(*earlier, decimals).amount : 0;
    std::string parts;
    if (elsewhere > 0) {
      cash_ = money_text(closing + elsewhere, decimals);
      parts = fmt::format(" ({} in these accounts, {} elsewhere as before)", money_words(closing, decimals),
                          money_words(elsewhere, decimals));
    }
    out_ << printable(fmt::format("  cash: {} {} on {}{}", target_.known->currency,
                                  money_words(closing + std::max<Minor>(elsewhere, 0), decimals), iso_text(*as_of_),
                                  parts))
         << '\n';
    if (!reaches_back_) note(message("{}: what was paid in between is not seen", gap()));
    else if (elsewhere < 0)
      note(message("on {} the ledger says {} {}, and these accounts held {} more: the statement counts",
                   iso_text(before_), target_.known->currency, money_words(target_.known->cash.value_or(0), decimals),
                   money_words(-elsewhere, decimals)));
  }

  Message gap() const {
    return message("the statement does not reach back to {}, the ledger's as_of", iso_text(before_));
  }

  ImportOutcome update() {
    if (!reopened_.empty()) return stop(reopened_);
    if (!reaches_back_)
      return stop(
          {fault(gap(), "",
                 message("give one that begins on {} at the latest; a file may hold several", iso_text(before_ + 1)))});
    const std::filesystem::path company_path = target_.folder / "company.toml";
    const Result<std::string> text = read_text_file(company_path);
    if (!text) return stop(text.faults());
    const std::string source = std::filesystem::path(statements_.file).filename().string();
    Result<std::string> company =
        with_toml_value(company_path.string(), text.value(), {"cash", {}, "balance"}, cash_, "from " + source);
    if (company)
      company = with_toml_value(company_path.string(), company.value(), {"company", {}, "as_of"}, iso_text(*as_of_),
                                "from " + source);
    for (const auto& [index, next] : next_dates_)
      if (company)
        company =
            with_toml_value(company_path.string(), company.value(), {"fixed_cost", index, "next"}, iso_text(next));
    if (!company) return stop(company.faults());
    const Result<std::optional<std::string>> history = history_after(target_.folder, tables_);
    if (!history) return stop(history.faults());
    const std::vector<std::pair<std::string, std::string>> files = in_order(company.value(), history.value());
    if (const Faults faults = faults_after(files); has_fault(faults)) return refuse(faults);
    std::vector<NewFile> updated;
    for (const auto& [name, content] : files) updated.push_back({name, content});
    if (const Result<Written> written = update_files(target_.folder, updated); !written) {
      for (const Fault& one : target_.place.named(written.faults())) err_ << to_text(one) << '\n';
      return exit_status_of(written.faults());
    }
    std::vector<std::string> written_names;
    for (const auto& [name, content] : files) written_names.push_back(name);
    return {std::move(written_names), NextStep::check};
  }

  /// The ledger's new files, so that it reads with any number of the first of them in place, and then rather lacks
  /// money than has too much: what customers paid is no longer owed before it is cash, bills are owed until after it,
  /// and nothing is settled after as_of.
  std::vector<std::pair<std::string, std::string>> in_order(const std::string& company,
                                                            const std::optional<std::string>& history) const {
    std::vector<std::pair<std::string, std::string>> files;
    for (const PaidTable& table : tables_)
      if (table.side == Side::receivables) files.emplace_back(document_of(table.side), table_after(table));
    files.emplace_back("company.toml", company);
    for (const PaidTable& table : tables_)
      if (table.side == Side::payables) files.emplace_back(document_of(table.side), table_after(table));
    if (history) files.emplace_back("history.csv", *history);
    return files;
  }

  ImportOutcome refuse(Faults faults) {
    faults.erase(
        std::remove_if(faults.begin(), faults.end(), [](const Fault& one) { return one.severity != Severity::fault; }),
        faults.end());
    err_ << printable(
                fmt::format("On {} the ledger would be at fault. Bring these up to date first:", iso_text(*as_of_)))
         << '\n';
    return stop(faults);
  }

  /// The faults that the ledger would have with these files, as if they stood in its folder.
  Faults faults_after(const std::vector<std::pair<std::string, std::string>>& files) const {
    const TrialFolder trial;
    if (trial.path().empty())
      return {fault("no temporary folder can be made to try the change", "", "make room, or set TMPDIR")};
    std::error_code error;
    for (const auto& file : std::filesystem::directory_iterator(target_.folder, error))
      if (file.is_regular_file(error))
        std::filesystem::copy_file(file.path(), trial.path() / file.path().filename(), error);
    for (const auto& [name, content] : files)
      if (const Result<Written> written = write_file_atomically(trial.path() / name, content); !written)
        return written.faults();
    const Result<LoadedLedger> ledger = load_ledger_folder(trial.path());
    if (ledger) return {};
    Faults faults = ledger.faults();
    for (Fault& one : faults) one.file = (target_.folder / std::filesystem::path(one.file).filename()).string();
    return faults;
  }

  BankStatements statements_;
  const ImportTarget& target_;
  bool does_update_;
  std::ostream& out_;
  std::ostream& err_;
  std::optional<Date> as_of_;  // of the last closing balance
  Date before_;                // the ledger's own
  bool has_several_days_ = false;
  bool reaches_back_ = false;
  std::string cash_;
  std::vector<PaidTable> tables_;
  std::vector<SettledInvoice> settled_;
  Faults reopened_;                         // settled invoices whose payment went back
  std::map<std::size_t, Date> next_dates_;  // of fixed costs, in their order
};

}  // namespace

ImportOutcome import_statement(const BankStatements& statements, const ImportTarget& target, bool does_update,
                               std::ostream& out, std::ostream& err) {
  return StatementImport(statements, target, does_update, out, err).run();
}

}  // namespace headroom
