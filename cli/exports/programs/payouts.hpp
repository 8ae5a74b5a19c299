// What a platform pays out: Stripe's payouts and Amazon's settlement reports. A payout under way is owed by the
// platform.
#pragma once

#include <string>
#include <vector>

#include "cli/exports/books/source_books.hpp"
#include "cli/exports/tables/source_context.hpp"
#include "cli/syntax/csv.hpp"

namespace headroom {

/// Whether a table's first row is that of Stripe's payouts or of Amazon's settlement report (flat file V2).
bool is_payouts(const std::vector<CsvRow>& rows);

/// Reads such a table: each payout is owed by the platform until it arrives, and settled from then on. Payouts that
/// failed or were cancelled are left out, and said.
///
/// Errors: rows without amount, currency or day; a settlement report whose rows do not come to its total.
SourceBooks read_payouts(const std::string& file, const std::vector<CsvRow>& rows, const SourceContext& context);

}  // namespace headroom
