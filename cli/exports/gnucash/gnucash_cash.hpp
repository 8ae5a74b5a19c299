// What the accounts of GnuCash's books hold and owe: cash, overdrafts, debts, and money that waits to be assigned.
#pragma once

#include <cstddef>
#include <map>

#include "cli/exports/books/imported_books.hpp"
#include "cli/exports/gnucash/gnucash_index.hpp"

namespace headroom {

/// What each account holds, by its place among the accounts.
using GnucashBalances = std::map<std::size_t, GnucashSum>;

/// Adds cash, overdrafts and debts to the books, in the currencies of their accounts. Accounts such as Imbalance-EUR or
/// Suspense, which GnuCash keeps with the banks' type, are no cash.
///
/// Errors, among the books': a balance that cannot be counted; books that hold neither cash nor a document.
void read_gnucash_cash(const GnucashTables& tables, const GnucashIndex& index, const GnucashBalances& balances,
                       ImportedBooks& books);

}  // namespace headroom
