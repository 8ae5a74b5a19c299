#include "cli/exports/journals/journal_books.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <set>

#include "cli/exports/tables/column_names.hpp"
#include "cli/exports/tables/export_values.hpp"
#include "cli/exports/tables/number_format.hpp"

namespace headroom {

namespace {

constexpr int assumed_terms_days = 30;
constexpr int decimals_by_default = 2;
constexpr std::size_t accounts_named_max = 3;

// Names of accounts as `normal_heading` has them.
constexpr std::array<std::string_view, 11> receivable_names = {"receivable",
                                                               "receivables",
                                                               "accounts receivable",
                                                               "account receivable",
                                                               "trade receivables",
                                                               "trade debtors",
                                                               "debtors",
                                                               "a r",
                                                               "ar",
                                                               "forderungen",
                                                               "应收账款"};
constexpr std::array<std::string_view, 11> payable_names = {
    "payable", "payables", "accounts payable",  "account payable", "trade payables", "trade creditors", "creditors",
    "a p",     "ap",       "verbindlichkeiten", "应付账款"};
// hledger's own: ^assets?(:.+)?:(cash|bank|che(ck|que?)(ing)?|savings?|currentcash)(:|$)
constexpr std::array<std::string_view, 10> cash_names = {"cash",     "bank",   "check",   "checking",    "cheque",
                                                         "chequing", "saving", "savings", "currentcash", "chequeing"};

template <std::size_t count>
bool is_one_of(const std::array<std::string_view, count>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

std::vector<std::string> components_of(const std::string& account) {
  std::vector<std::string> components;
  for (std::size_t begin = 0; begin <= account.size();) {
    const std::size_t end = std::min(account.find(':', begin), account.size());
    components.push_back(account.substr(begin, end - begin));
    begin = end + 1;
  }
  return components;
}

/// The type declared for an account or the nearest one above it, or 0.
char declared_type(std::string account, const std::map<std::string, char>& types) {
  while (true) {
    if (const auto found = types.find(account); found != types.end()) return found->second;
    const std::size_t colon = account.rfind(':');
    if (colon == std::string::npos) return '\0';
    account.resize(colon);
  }
}

/// What stands below the account of receivables or payables: the counterparty's part of the name.
std::string below_role(const std::string& account) {
  const auto components = components_of(account);
  std::string below;
  bool is_below = false;
  for (const std::string& component : components) {
    if (is_below) below += (below.empty() ? "" : ":") + component;
    const std::string name = normal_heading(component);
    is_below = is_below || is_one_of(receivable_names, name) || is_one_of(payable_names, name);
  }
  return below;
}

class Reader {
 public:
  Reader(const Journal& journal, const SourceContext& context) : journal_(journal), context_(context) {
    out_.file = journal.file;
    out_.faults = journal.faults;
    out_.remarks = journal.remarks;
    out_.states_open = true;  // by its balances
  }

  SourceBooks run() {
    if (!out_.faults.empty()) return std::move(out_);
    for (const JournalTransaction& transaction : journal_.transactions) note_numbers(transaction);
    for (const JournalTransaction& transaction : journal_.transactions) read(transaction);
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
    return below.empty() ? transaction.payee : below;
  }

  void fault(const JournalPosting& posting, std::string what, std::string value, std::string mend) {
    out_.faults.push_back({journal_.file, posting.line, 1, std::move(what), std::move(value), std::move(mend)});
  }

  /// The currency of a commodity; empty for the ledger's own. `$` is the ledger's, where that is a dollar or not known.
  std::optional<std::string> currency_of(const std::string& commodity, const JournalPosting& posting) {
    if (commodity.empty()) return "";
    if (commodity == "$") {
      constexpr std::array<std::string_view, 8> dollars = {"USD", "CAD", "AUD", "NZD", "SGD", "HKD", "TWD", "MXN"};
      if (!context_.ledger_currency || is_one_of(dollars, *context_.ledger_currency)) return "";
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
      if (own == AccountRole::cash && (!context_.as_of || date <= *context_.as_of)) {
        for (const auto& [commodity, quantity] : posting.amounts) {
          const auto currency = currency_of(commodity, posting);
          if (!currency) continue;
          add_to_cash(cash_[*currency].balance, minor_of(quantity, *currency), posting);
          cash_[*currency].accounts.insert(posting.account);
        }
      }
      if (own != AccountRole::receivable && own != AccountRole::payable) continue;
      for (const auto& [commodity, quantity] : posting.amounts) {
        const auto currency = currency_of(commodity, posting);
        if (currency)
          take(transaction, posting, date, *currency, minor_of(quantity, *currency), own == AccountRole::receivable);
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
            const std::string& currency, Minor amount, bool is_receivable) {
    const std::string party = party_of(transaction, posting);
    if (amount == 0) return;
    if (party.empty())
      return fault(posting, "no counterparty: neither an account below this one nor a payee", posting.account,
                   "post to an account of the counterparty, or name it in the description");
    SourceSide& side = is_receivable ? out_.customers : out_.suppliers;
    const std::string number = number_of(transaction, posting);
    const bool is_owed = (amount > 0) == is_receivable;
    if (!is_owed) {
      SourcePayment payment;
      payment.line = posting.line;
      payment.number = transaction.code;
      const bool code_is_number = numbers_.contains(party + '\x1F' + lower_text(transaction.code));
      payment.payment = {party, currency,         number.empty() && code_is_number ? transaction.code : number,
                         date,  std::abs(amount), !is_money(transaction, posting)};
      side.payments.push_back(std::move(payment));
      return;
    }
    SourceItem item;
    item.line = posting.line;
    item.invoice = {party, currency, number.empty() ? transaction.code : number, date, date, std::abs(amount)};
    item.is_invoice = is_invoice(transaction, posting);
    settle_due(transaction, posting, item);
    side.items.push_back(std::move(item));
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
    if (has(AccountRole::cash) || (is_receivable && has(AccountRole::other_asset))) return true;
    return !has(AccountRole::earned_or_spent) && !has(AccountRole::own_capital) && !has(AccountRole::other_asset);
  }

  /// Whether what is owed was sold or bought: refunds and opening balances are owed too, and teach nothing.
  bool is_invoice(const JournalTransaction& transaction, const JournalPosting& posting) {
    const auto has = [&](AccountRole wanted) {
      return any_other(transaction, posting, [&](AccountRole other) { return other == wanted; });
    };
    if (has(AccountRole::earned_or_spent)) return true;
    return !has(AccountRole::own_capital) &&
           any_other(transaction, posting, [](AccountRole other) { return other != AccountRole::cash; });
  }

  void add_cash() {
    for (const auto& [currency, cash] : cash_) {
      std::string accounts;
      std::size_t named = 0;
      for (const std::string& account : cash.accounts)
        if (++named <= accounts_named_max) accounts += (accounts.empty() ? "" : ", ") + account;
      if (named > accounts_named_max) accounts += fmt::format(" and {} more", named - accounts_named_max);
      out_.cash.push_back({currency, plain_amount(cash.balance, currency, context_.ledger_currency), accounts});
    }
  }

  void say() {
    if (without_due_ > 0)
      out_.assumptions.push_back(fmt::format(
          "{} without a tag due: falls due {} days after its date (column basis)",
          without_due_ == 1 ? "1 item" : fmt::format("each of {} items", without_due_), assumed_terms_days));
    if (rounded_ > 0)
      out_.remarks.push_back(fmt::format("{} rounded to what the currency has of decimals",
                                         rounded_ == 1 ? "1 amount" : fmt::format("{} amounts", rounded_)));
    if (out_.faults.empty() && out_.customers.items.empty() && out_.customers.payments.empty() &&
        out_.suppliers.items.empty() && out_.suppliers.payments.empty())
      out_.faults.push_back({journal_.file, 0, 0, "no account of receivables or payables is posted to", "",
                             "they are known by names such as assets:receivable:NAME and liabilities:payable:NAME"});
  }

  const Journal& journal_;
  const SourceContext& context_;
  SourceBooks out_;
  std::map<std::string, AccountRole> roles_;
  std::map<std::string, Cash> cash_;
  std::set<std::string> numbers_;
  std::size_t without_due_ = 0, rounded_ = 0;
};

}  // namespace

AccountRole role_of_account(const std::string& account, const std::map<std::string, char>& declared_types) {
  const char type = declared_type(account, declared_types);
  const std::vector<std::string> components = components_of(account);
  const std::string top = lower_text(components.front());
  const bool is_asset = type == 'A' || (type == '\0' && (top == "assets" || top == "asset"));
  const bool is_liability = type == 'L' || (type == '\0' && (top == "liabilities" || top == "liability"));
  if (type == 'C') return AccountRole::cash;
  for (std::size_t i = 0; i < components.size(); ++i) {
    const std::string name = normal_heading(components[i]);
    const bool is_alone = type == '\0' && i == 0;
    if ((is_asset || is_alone) && is_one_of(receivable_names, name)) return AccountRole::receivable;
    if ((is_liability || is_alone) && is_one_of(payable_names, name)) return AccountRole::payable;
    if (is_asset && type == '\0' && i > 0 && is_one_of(cash_names, lower_text(components[i]))) return AccountRole::cash;
  }
  if (is_asset) return AccountRole::other_asset;
  if (type == 'E' || (type == '\0' && top == "equity")) return AccountRole::own_capital;
  constexpr std::array<std::string_view, 7> flows = {"income",  "revenue",  "revenues", "sales",
                                                     "expense", "expenses", "costs"};
  if (type == 'R' || type == 'X' || (type == '\0' && is_one_of(flows, top))) return AccountRole::earned_or_spent;
  return AccountRole::other;
}

SourceBooks books_of_journal(const Journal& journal, const SourceContext& context) {
  return Reader(journal, context).run();
}

}  // namespace headroom
