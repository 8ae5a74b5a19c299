// Tells whose export a file is by its content, and reads it.
#pragma once
#include <optional>
#include <string>

#include "cli/exports/books/imported_books.hpp"
#include "cli/exports/tables/column_mapping.hpp"
#include "models/date.hpp"

namespace headroom {

/// What the reader of a source has to know beside its text.
struct SourceContext {
  std::optional<ImportKind> kind;              ///< all that is wanted of it, where the user says so
  std::optional<Date> as_of;                   ///< of the ledger, where it is known: what happens later is left out
  std::optional<std::string> ledger_currency;  ///< likewise: of amounts without a currency
  std::optional<ColumnMapping> mapping;        ///< date, number, delimiter and encoding count; it names no columns
};

/// A source whose format its content gives away, read.
struct KnownSource {
  std::string format;  ///< "a Xero export of invoices", for a person
  ImportedBooks books;
};

/// Reads an export whose own shape tells what it is: Xero's invoices and aged details, QuickBooks Online's reports,
/// ageing summaries, journals of hledger and ledger and their CSV. Nothing where it is none of them: then its columns
/// have to be told by their headings.
///
/// Errors: among the books' faults.
std::optional<KnownSource> read_known_source(const std::string& file, const std::string& bytes,
                                             const SourceContext& context);

}  // namespace headroom
