// From GnuCash's tables to open items, history and cash.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/exports/books/imported_books.hpp"
#include "cli/exports/gnucash/gnucash_tables.hpp"
#include "models/date.hpp"
#include "models/error.hpp"
#include "models/money.hpp"

namespace headroom {

/// What the reader of GnuCash's books has to know of the ledger.
struct BooksRequest {
  std::optional<Date> as_of;            ///< nothing: the last day on which something was booked
  std::optional<std::string> currency;  ///< of the ledger; nothing: that of most accounts
};

/// Turns GnuCash's books into the ledger's items as they stood at the end of a day: what is open of each posted
/// document is the balance of its lot; what is settled goes to the history.
///
/// Errors, among the books': each document, payment or account whose date, amount or currency cannot be used, by its
/// name; a day before the books begin.
ImportedBooks read_gnucash_books(const std::string& file, const GnucashTables& tables, const BooksRequest& request);

/// The day on which a document posted on a day falls due by its terms.
Date due_by_terms(const GnucashTerms& terms, Date posted);

/// What the lines of a document come to, tax and discounts included, in minor units of a currency with `decimals`, each
/// line's value and each tax account's sum rounded half away from zero. Nothing where that is beyond what an amount may
/// be. Credit notes come out negative.
std::optional<Minor> document_total(const GnucashTables& tables, const std::vector<const GnucashEntry*>& lines,
                                    int decimals);

}  // namespace headroom
