#include "cli/exports/statements/statement_returns.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <string_view>

#include "cli/exports/statements/statement_matching.hpp"
#include "cli/exports/tables/export_values.hpp"

namespace headroom {

namespace {

/// How banks call a payment that comes back, in lower case.
constexpr std::array<std::string_view, 16> return_words = {
    "return",  "reversal", "reversed", "bounced", "chargeback", "unpaid",   "ruecklast", "rücklast",
    "retoure", "storno",   "rejet",    "impay",   "devoluci",   "devuelto", "退",        "組戻"};

bool says_return(const StatementEntry& entry) {
  const std::string text = lower_text(entry.reference + " " + entry.party);
  return std::any_of(return_words.begin(), return_words.end(),
                     [&](std::string_view word) { return text.find(word) != std::string::npos; });
}

bool is_about_the_same(const StatementEntry& a, const StatementEntry& b) {
  if (!a.party.empty() && !b.party.empty() && is_same_name(a.party, b.party)) return true;
  const std::set<std::string> keys = number_keys_in(a.reference), others = number_keys_in(b.reference);
  return std::any_of(keys.begin(), keys.end(), [&](const std::string& key) {
    return key.find_first_of("0123456789") != std::string::npos && others.contains(key);
  });
}

/// The last movement that an entry may undo; nothing where there is none.
StatementEntry* undone_by(const StatementEntry& entry, std::vector<StatementEntry>& entries, Date after) {
  StatementEntry* found = nullptr;
  for (StatementEntry& other : entries)
    if (!other.is_undone && !other.is_return && other.amount == -entry.amount && other.booked > after &&
        other.booked <= entry.booked && &other != &entry && is_about_the_same(other, entry) &&
        (found == nullptr || other.booked >= found->booked))
      found = &other;
  return found;
}

}  // namespace

std::vector<PaymentReturn> pair_returns(BankStatements& statements, Date after) {
  std::vector<PaymentReturn> returns;
  for (BankStatement& account : statements.accounts) {
    for (StatementEntry& entry : account.entries) {
      if (entry.is_undone || entry.booked <= after || (!entry.is_return && !says_return(entry))) continue;
      StatementEntry* payment = undone_by(entry, account.entries, after);
      if (payment == nullptr && !entry.is_return) continue;
      if (payment != nullptr) payment->is_undone = true;
      entry.is_undone = true;
      returns.push_back({entry, payment == nullptr ? std::nullopt : std::optional(payment->booked), account.currency});
    }
  }
  return returns;
}

}  // namespace headroom
