#include "cli/exports/statements/statement_returns.hpp"

#include <algorithm>
#include <cctype>
#include <iterator>
#include <set>
#include <string_view>

#include "cli/exports/statements/statement_matching.hpp"
#include "cli/exports/tables/export_values.hpp"

namespace headroom {

namespace {

/// How banks call a payment that comes back, in lower case; the first ones say nothing else.
constexpr std::string_view plain_return_words[] = {"returned item",
                                                   "returned payment",
                                                   "returned dd",
                                                   "returned direct",
                                                   "returned cheque",
                                                   "returned check",
                                                   "payment return",
                                                   " nsf ",
                                                   "insufficient",
                                                   "not sufficient",
                                                   "bounced",
                                                   "chargeback",
                                                   "dishono",
                                                   "refer to drawer",
                                                   "unpaid item",
                                                   "unpaid cheque",
                                                   "ruecklast",
                                                   "rücklast",
                                                   "rückgabe",
                                                   "rueckgabe",
                                                   "rückbuchung",
                                                   "retoure",
                                                   "mangels deckung",
                                                   "rejet",
                                                   "impay",
                                                   "devoluci",
                                                   "devuelto",
                                                   "devuelta",
                                                   "退票",
                                                   "退汇",
                                                   "不渡",
                                                   "組戻",
                                                   "振込不能"};
constexpr std::string_view return_words[] = {"return",   "reversal",   "reversed", "unpaid", "recall", "storno",
                                             "extourne", "contrepass", "anulaci",  "retour", "退",     "取消"};

template <std::size_t N>
bool holds_one_of(const std::string_view (&words)[N], const StatementEntry& entry) {
  std::string text = " " + lower_text(entry.reference + " " + entry.party) + " ";
  for (char& c : text)  // " nsf " is a word of its own, and no part of "transfer"
    if (static_cast<unsigned char>(c) < 0x80 && std::isalnum(static_cast<unsigned char>(c)) == 0) c = ' ';
  return std::any_of(std::begin(words), std::end(words),
                     [&](std::string_view word) { return text.find(word) != std::string::npos; });
}

bool is_plain_return(const StatementEntry& entry) { return entry.is_return || holds_one_of(plain_return_words, entry); }

bool says_return(const StatementEntry& entry) { return is_plain_return(entry) || holds_one_of(return_words, entry); }

bool is_about_the_same(const StatementEntry& a, const StatementEntry& b) {
  if (!a.party.empty() && !b.party.empty() && is_same_name(a.party, b.party)) return true;
  const std::set<std::string> keys = number_keys_in(a.reference), others = number_keys_in(b.reference);
  return std::any_of(keys.begin(), keys.end(), [&](const std::string& key) {
    return key.find_first_of("0123456789") != std::string::npos && others.contains(key);
  });
}

Minor size_of(Minor amount) { return amount < 0 ? -amount : amount; }

/// What an entry went back with beyond another movement's amount; nothing where it is less, or more than charges.
std::optional<Minor> charges_between(const StatementEntry& entry, const StatementEntry& other,
                                     const std::string& currency) {
  if ((entry.amount < 0) == (other.amount < 0)) return std::nullopt;
  const Minor more = size_of(entry.amount) - size_of(other.amount);
  if (more == 0) return more;
  const bool is_out = entry.amount < 0 && more > 0 && more <= return_charges_most(other.amount, currency);
  return is_out ? std::optional(more) : std::nullopt;
}

/// The last movement that an entry may undo, without charges before with them; nothing where there is none.
StatementEntry* undone_by(const StatementEntry& entry, BankStatement& account, Date after) {
  StatementEntry *found = nullptr, *with_charges = nullptr, *unnamed = nullptr;
  std::size_t of_amount = 0;
  for (StatementEntry& other : account.entries) {
    const bool may_be = !other.is_undone && !other.is_return && other.booked > after && other.booked <= entry.booked &&
                        &other != &entry;
    const auto charges = may_be ? charges_between(entry, other, account.currency) : std::nullopt;
    if (!charges) continue;
    if (*charges == 0) ++of_amount, unnamed = &other;
    if (!is_about_the_same(other, entry)) continue;
    StatementEntry*& best = *charges == 0 ? found : with_charges;
    if (best == nullptr || other.booked >= best->booked) best = &other;
  }
  if (found != nullptr) return found;
  if (with_charges != nullptr) return with_charges;
  return is_plain_return(entry) && of_amount == 1 ? unnamed : nullptr;
}

}  // namespace

Minor return_charges_most(Minor paid, std::string_view currency) {
  constexpr Minor whole_units_most = 50;
  Minor unit = 1;
  for (int i = 0; i < currency_decimals(currency).value_or(2); ++i) unit *= 10;
  return std::min(std::max(size_of(paid) / 20, whole_units_most * unit), size_of(paid) / 2);
}

std::vector<PaymentReturn> pair_returns(BankStatements& statements, Date after) {
  std::vector<PaymentReturn> returns;
  for (BankStatement& account : statements.accounts) {
    for (StatementEntry& entry : account.entries) {
      if (entry.is_undone || entry.booked <= after || !says_return(entry)) continue;
      StatementEntry* payment = undone_by(entry, account, after);
      if (payment == nullptr && !is_plain_return(entry)) continue;
      if (payment != nullptr) payment->is_undone = true;
      entry.is_undone = true;
      PaymentReturn one{entry, std::nullopt, account.currency, 0};
      if (payment != nullptr) {
        one.paid = payment->booked;
        one.charges = size_of(entry.amount) - size_of(payment->amount);
        if (one.entry.party.empty() || one.entry.party == one.entry.reference) one.entry.party = payment->party;
      }
      returns.push_back(std::move(one));
    }
  }
  return returns;
}

}  // namespace headroom
