// Reads ageing summaries: a row a party, a column an age.
#pragma once

#include <optional>
#include <string_view>

#include "cli/exports/books/source_books.hpp"
#include "cli/exports/tables/ageing_bucket.hpp"
#include "cli/exports/tables/report_text.hpp"
#include "cli/exports/tables/source_context.hpp"

namespace headroom {

/// The ageing summary in these rows: a row a party, a column a bucket. Only the rows down to the headings are looked
/// at.
std::optional<ReportText> ageing_summary(const std::string& file, const std::vector<CsvRow>& rows);

/// Reads an ageing summary. It holds no invoices: each party's amount in a bucket becomes one item, due in the bucket's
/// middle, marked as such in `basis`.
///
/// Errors: among the books' faults; a report that does not say of which day it is, or whether of customers or
/// suppliers, is one.
SourceBooks read_ageing_summary(const ReportText& report, const SourceContext& context);

}  // namespace headroom
