#pragma once

#include <optional>
#include <string_view>

#include "cli/exports/books/source_books.hpp"
#include "cli/exports/tables/report_text.hpp"
#include "cli/exports/tables/source_context.hpp"

namespace headroom {

/// Days past due that one column of an ageing covers.
struct AgeingBucket {
  int first_day = 0;            ///< past due; at most 0: not yet due
  std::optional<int> last_day;  ///< nothing: older, without an end
  bool is_not_due = false;

  /// Days past due of its middle: an open end counts as 30 days wide, what is not yet due as due within 30 days.
  int middle() const;
};

/// The bucket that a heading names: "Current", "1 - 30", "31-60 days past due", "> 90", "91 and over", "< 1 Month", "2
/// Months".
std::optional<AgeingBucket> ageing_bucket(std::string_view heading);

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
