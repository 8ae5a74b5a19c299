// A balance beside each movement of a party's account: what is open of the row, or of all rows so far.
#pragma once

#include <string>
#include <vector>

#include "cli/exports/tables/column_mapping.hpp"
#include "cli/exports/tables/export_table.hpp"
#include "models/error.hpp"

namespace headroom {

/// Where the amount was told by a heading such as "Balance" and it runs on from row to row, takes what each row itself
/// changes: its amount, or its debit less its credit.
///
/// Errors: a balance that is neither what is open of its row nor runs on, and one that begins with what no row
/// explains.
void settle_running_balance(const ExportTable& source, ColumnMapping& mapping, std::vector<Message>& assumptions,
                            Faults& faults);

}  // namespace headroom
