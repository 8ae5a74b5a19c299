// Reads reports of open documents: a row a document under its party.
#pragma once

#include <optional>
#include <string_view>

#include "cli/exports/books/source_books.hpp"
#include "cli/exports/tables/report_text.hpp"
#include "cli/exports/tables/source_context.hpp"

namespace headroom {

/// The report in these rows, where they hold one of documents with dates and amounts, one a row: QuickBooks Online's
/// open invoices, unpaid bills, ageing details and transaction lists, Xero's aged details. Only the rows down to the
/// headings are looked at.
///
/// A flat table without a column of types is left to the reading by headings where `is_kind_given`.
std::optional<ReportText> open_item_report(const std::string& file, const std::vector<CsvRow>& rows,
                                           bool is_kind_given);

/// "a report of open items", or "a list of transactions" where no column says what is open.
std::string_view kind_of_report(const ReportText& report);

/// Reads such a report: rows under the heading of their customer or supplier, totals of groups, titles and footers left
/// out. Where there is a column of what is open, that counts; else payments are matched to invoices.
///
/// Errors: among the books' faults.
SourceBooks read_open_item_report(const ReportText& report, const SourceContext& context);

}  // namespace headroom
