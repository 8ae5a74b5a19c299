// What a source holds, written into a ledger's folder.
#pragma once

#include <iosfwd>

#include "cli/exports/books/imported_books.hpp"
#include "cli/import/import_outcome.hpp"
#include "cli/import/imported_company.hpp"

namespace headroom {

/// Writes what a source holds into the ledger's folder, all or nothing: the tables, and counterparties.csv and
/// company.toml where there are none. Says on `out` what the source held, on `err` what was assumed or is at fault.
ImportOutcome write_imported_books(const ImportedBooks& books, const ImportTarget& target, std::ostream& out,
                                   std::ostream& err);

}  // namespace headroom
