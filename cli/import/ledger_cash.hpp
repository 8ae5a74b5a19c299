// What the accounts of a source come to in the ledger's currency.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "cli/exports/books/imported_books.hpp"
#include "cli/import/new_company.hpp"
#include "models/message.hpp"

namespace headroom {

/// What a source's accounts hold, in the ledger's currency.
struct LedgerCash {
  std::string balance;   ///< plain; empty where no account could be counted
  std::string accounts;  ///< whose balance it is; empty where none of them holds anything
  std::vector<Overdraft> overdrafts;
  std::vector<Message> not_counted;  ///< sentences on accounts in currencies without a rate
};

/// Adds up the accounts of a source, each currency converted and rounded once. `rate_of`: ledger currency for one unit,
/// or nothing.
LedgerCash cash_in_ledger_currency(const ImportedBooks& books, const std::string& ledger_currency,
                                   const std::function<std::optional<double>(const std::string&)>& rate_of);

/// "Bank is overdrawn by EUR 250.00".
Message overdraft_words(const Overdraft& overdraft, const std::string& currency);

}  // namespace headroom
