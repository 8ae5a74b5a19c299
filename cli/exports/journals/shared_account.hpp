// Finds whose a payment is where one account holds all customers, or all suppliers, and descriptions are free text.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/exports/books/source_books.hpp"

namespace headroom {

/// Where an item or a payment was posted, and what its transaction says.
struct PostedText {
  std::string account;  ///< the account that all counterparties share; empty where the counterparty has its own
  std::string text;
};

/// How the payments of shared accounts found their counterparties.
struct SharedAccountMatching {
  std::size_t by_number = 0;  ///< their text holds the number of a document
  std::size_t by_name = 0;    ///< their text holds the name of a counterparty
  std::size_t by_amount = 0;  ///< exactly their amount was open in the account
  std::size_t by_age = 0;     ///< went to what was oldest in the account
  std::size_t set_off = 0;    ///< credits that the account itself sets off against what is open
};

/// The number that a text gives a document: "Invoice 118, Alder Works" has "118". Empty where there is none.
std::string document_number_in(std::string_view text);

/// The text without the words that give the number: "Alder Works". The text itself where nothing else is left.
std::string without_document_number(std::string_view text);

/// Gives each payment of a shared account to the counterparty whose document it settles, in parts where it settles
/// several: by a document's number in its text, else by a counterparty's name in it, else by exactly the amount open in
/// the account, else to the oldest. Credits that are left are set off where an item of the account has exactly their
/// amount open, or where the account is balanced: then nothing is open. What happened after `as_of` is left alone.
///
/// Shape of the texts: as many as items and payments.
SharedAccountMatching assign_shared_payments(SourceSide& side, const std::vector<PostedText>& item_texts,
                                             const std::vector<PostedText>& payment_texts, std::optional<Date> as_of);

}  // namespace headroom
