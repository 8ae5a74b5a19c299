// Makes the numbers of imported items unique, and says what was changed.
#pragma once
#include <cstddef>
#include <string>
#include <vector>

#include "cli/exports/tables/export_reader.hpp"

namespace headroom {

/// "line 7", "lines 7, 9, 12, 15, 16 and 40 more".
std::string lines_text(const std::vector<int>& lines);
/// "1 row", "7 rows".
std::string rows_text(std::size_t count);

/// Gives every item an identity of its own: two items of one counterparty with one number get their numbers told apart
/// (`4711`, `4711 (2)`), a counterparty listed twice alike is kept once. What was done is added to the remarks.
///
/// Errors: a counterparty that is described in two ways, among the items' faults.
void make_identities_unique(const std::string& file, ExportedItems& items);

}  // namespace headroom
