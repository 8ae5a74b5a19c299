// Money in a list beside the amount: what it takes off, what it is a part of, what has to be asked.
#pragma once

#include <string>
#include <vector>

#include "cli/exports/tables/column_mapping.hpp"
#include "cli/exports/tables/export_table.hpp"
#include "models/error.hpp"

namespace headroom {

/// Looks at every column of money that the mapping does not use. What is written off, credited or withheld of a total
/// is taken off it; what only explains the amount is left alone. `is_amount_named`: a person named the column of
/// amounts.
///
/// Errors: money whose part in what is open cannot be told; each names the column and the key of a mapping.
void understand_further_money(const ExportTable& source, bool is_amount_named, ColumnMapping& mapping,
                              std::vector<Message>& assumptions, Faults& faults);

}  // namespace headroom
