#include "cli/exports/gnucash/gnucash_cash.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <optional>
#include <string>
#include <vector>

#include "cli/exports/books/account_roles.hpp"
#include "cli/exports/books/book_items.hpp"
#include "cli/exports/tables/export_values.hpp"
#include "cli/syntax/message.hpp"

namespace headroom {

namespace {

/// Whether people call accounts of cash so, in five languages.
bool may_hold_cash(const std::string& name) {
  constexpr std::string_view words[] = {"till",    "petty cash", "cash",   "bank",   "checking", "current account",
                                        "savings", "giro",       "kasse",  "konto",  "caisse",   "banque",
                                        "compte",  "caja",       "banco",  "cuenta", "现金",     "银行",
                                        "现金",    "預金",       "paypal", "drawer"};
  const std::string lower = lower_text(name);
  return role_of_account("assets:" + name, {}) == AccountRole::cash ||
         std::any_of(std::begin(words), std::end(words),
                     [&](std::string_view word) { return lower.find(word) != std::string::npos; });
}

/// Accounts of one currency, added up.
struct AccountsOfCurrency {
  std::vector<std::string> names;
  Minor sum = 0;
  bool is_too_large = false;

  void add(const std::string& name, Minor amount) {
    names.push_back(name);
    is_too_large = is_too_large || sum + amount > amount_max;
    if (!is_too_large) sum += amount;
  }
  OpeningCash opening(const std::string& currency) const {
    return {currency, money_text(sum, *currency_decimals(currency)), fmt::format("{}", fmt::join(names, ", "))};
  }
};

class CashReader {
 public:
  CashReader(const GnucashTables& tables, const GnucashIndex& index, ImportedBooks& books)
      : tables_(tables), index_(index), books_(books) {}

  void run(const GnucashBalances& balances) {
    for (const auto& [position, sum] : balances) read(tables_.accounts[position], sum);
    for (const auto& [currency, accounts] : held_) books_.cash.push_back(accounts.opening(currency));
    for (const auto& [currency, accounts] : overdrawn_) books_.overdrafts.push_back(accounts.opening(currency));
    if (held_.empty() && overdrawn_.empty()) say_no_cash();
  }

 private:
  void read(const GnucashAccount& account, const GnucashSum& sum) {
    const bool is_waiting = is_suspense_name(account.name);
    const bool is_cash = account.type == "BANK" || account.type == "CASH";
    const bool is_debt = account.type == "CREDIT" || account.type == "LIABILITY";
    if (account.type == "ASSET" && may_hold_cash(account.name)) likely_cash_.push_back(one_line(account.name));
    if (!is_cash && !is_debt) return;
    const auto currency = index_.currency_of(account);
    const auto balance = currency ? sum.minor(*currency_decimals(*currency)) : std::nullopt;
    if (!balance) {
      books_.faults.push_back({books_.file, 0, 0, "the balance of an account cannot be counted", one_line(account.name),
                               "check its currency and amounts in GnuCash"});
      return;
    }
    const Minor size = *balance < 0 ? -*balance : *balance;
    if (is_cash && !is_waiting) {
      (*balance < 0 ? overdrawn_ : held_)[*currency].add(one_line(account.name), size);
    } else if (is_cash && size != 0) {
      books_.remarks.push_back(
          message("the account \"{}\" holds {} {}: money that waits to be assigned is not counted as cash",
                  one_line(account.name), *currency, money_words(*balance, *currency_decimals(*currency))));
    } else if (size != 0) {
      books_.debts.push_back(fmt::format("{} {} {} in the account \"{}\"", *currency,
                                         money_words(size, *currency_decimals(*currency)),
                                         *balance < 0 ? "owed" : "held", one_line(account.name)));
    }
  }

  /// Without a bank or cash account and without a document there is nothing to import; accounts that may be meant are
  /// named.
  void say_no_cash() {
    const bool holds_documents = !tables_.documents.empty();
    const std::string names = fmt::format("{}", fmt::join(likely_cash_, ", "));
    if (!holds_documents)
      books_.faults.push_back(
          {books_.file, 0, 0, "no account of the types Bank or Cash, no posted invoice or bill: nothing to import",
           names,
           likely_cash_.empty()
               ? message("give books with such accounts or documents, or enter the balance by hand (headroom init)")
               : message("if these accounts hold cash, change their type to Bank in GnuCash (Edit Account), or enter "
                         "the balance by hand (headroom init)")});
    else
      books_.remarks.push_back(
          likely_cash_.empty() ? message("the books have no bank or cash account: the opening balance is unknown")
          : likely_cash_.size() == 1
              ? message("the books have no account of the types Bank or Cash: the opening balance is unknown. If {} "
                        "holds it, change the type in GnuCash (Edit Account)",
                        names)
              : message("the books have no account of the types Bank or Cash: the opening balance is unknown. If {} "
                        "hold it, change the type in GnuCash (Edit Account)",
                        names));
  }

  const GnucashTables& tables_;
  const GnucashIndex& index_;
  ImportedBooks& books_;
  std::map<std::string, AccountsOfCurrency> held_, overdrawn_;
  std::vector<std::string> likely_cash_;
};

}  // namespace

void read_gnucash_cash(const GnucashTables& tables, const GnucashIndex& index, const GnucashBalances& balances,
                       ImportedBooks& books) {
  CashReader(tables, index, books).run(balances);
}

}  // namespace headroom
