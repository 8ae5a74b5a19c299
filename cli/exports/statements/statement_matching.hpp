// Matches the movements of a bank statement to the open items of a ledger.
#pragma once

#include <cstddef>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "cli/exports/books/payment_matching.hpp"
#include "cli/exports/statements/bank_statement.hpp"
#include "models/date.hpp"
#include "models/money.hpp"

namespace headroom {

/// An open invoice or bill of a ledger, as far as a bank statement can tell that it was paid.
struct OpenItem {
  std::string number;
  std::string counterparty;
  std::string name;  ///< the counterparty's name where it goes by a number; may be empty
  std::string currency;
  Date issued;
  Date due;
  Minor open = 0;  ///< above 0
};

/// A movement of an account that may pay an item.
struct StatementPayment {
  std::string party, reference, currency;
  Date day;
  Minor amount = 0;                       ///< above 0
  std::vector<StatementPart> parts = {};  ///< of a batch without single amounts: who and what is in it
};

/// What a statement's movements pay.
struct StatementMatching {
  std::vector<MatchedInvoice> items;  ///< Shape: `[item]`, in the order given
  std::size_t by_number = 0;          ///< movements whose reference names an item
  std::size_t by_amount = 0;          ///< that name none, from or to a counterparty with an item of exactly that amount
  std::size_t unmatched = 0;
  std::vector<std::size_t> unclear_batches;  ///< payments of several whose shares cannot be told
  std::vector<Minor> left;                   ///< Shape: `[payment]`: what no item took
};

/// Matches movements to items of their currency: by a number in the reference, else by counterparty and exactly the
/// amount open. A number of fewer than three letters and digits counts only where the counterparty's name agrees.
StatementMatching match_statement(const std::vector<OpenItem>& items, const std::vector<StatementPayment>& payments);

/// A number by its letters and digits, group by group, whatever stands between the groups.
std::string number_key(std::string_view number);

/// The keys of all numbers that a text may name: up to twelve groups in a row, not as a part of a longer number, nor of
/// a date.
std::set<std::string> number_keys_in(std::string_view text);

/// Whether a text holds a name of at least five letters, as far as spellings go.
bool names_party(std::string_view text, std::string_view name);

/// Whether two spellings may be of one name: without case, accents, punctuation and legal form, and as far as a bank
/// keeps a name.
bool is_same_name(std::string_view a, std::string_view b);

}  // namespace headroom
