// In what a list gives its amounts, told by its headings, figures and the lines around it: unit, currency, sign.
#pragma once

#include <string>
#include <vector>

#include "cli/exports/tables/column_mapping.hpp"
#include "cli/exports/tables/export_table.hpp"
#include "models/error.hpp"

namespace headroom {

/// The headings of the columns whose amounts a mapping reads.
std::vector<std::string> amount_headings(const ColumnMapping& mapping);

/// Settles `amount_unit`, where the mapping does not give it, and the currency that a heading or a line names.
///
/// Errors: a unit that may mean several things, or differs from column to column; `choices` then has lines of a
/// mapping.
void settle_units(const ExportTable& source, ColumnMapping& mapping, std::vector<Message>& assumptions,
                  std::vector<std::string>& choices, Faults& faults);

/// Accounts payable are often listed as negative balances: then the sign of all is turned, and said to be.
///
/// Errors: a list of what customers owe that comes to less than 0, most of its amounts below it.
void settle_sign(const ExportTable& source, ColumnMapping& mapping, std::vector<Message>& assumptions,
                 std::vector<std::string>& choices, Faults& faults);

/// Asks where a column that was found later is in another unit than the amounts.
void compare_units(const ExportTable& source, const ColumnMapping& mapping, std::vector<std::string>& choices,
                   Faults& faults);

}  // namespace headroom
