// Reads Xero's export of invoices and bills.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/exports/books/source_books.hpp"
#include "cli/exports/tables/source_context.hpp"
#include "cli/syntax/csv.hpp"

namespace headroom {

/// Whether these are the first rows of Xero's export of invoices or bills: its own names of columns, such as
/// `InvoiceAmountDue`.
bool is_xero_invoices(const std::vector<CsvRow>& rows);

/// Reads Xero's export of sales invoices or bills: one row a line of a document, whose totals stand on each of them.
///
/// Source: the columns that Xero and programs which write its format publish (docs/import_formats.md).
/// Errors: among the books' faults.
SourceBooks read_xero_invoices(const std::string& file, const std::vector<CsvRow>& rows, const SourceContext& context);

}  // namespace headroom
