// Tells whose export a file is by its content, and reads it.
#pragma once

#include <optional>
#include <string>

#include "cli/exports/books/imported_books.hpp"
#include "cli/exports/tables/source_context.hpp"

namespace headroom {

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
