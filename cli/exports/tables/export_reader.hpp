#pragma once

#include <optional>
#include <string>

#include "cli/exports/tables/column_mapping.hpp"
#include "cli/exports/tables/exported_items.hpp"
#include "cli/syntax/csv.hpp"

namespace headroom {

/// Reads every row under a complete mapping. Rows that the mapping's rules leave out, totals, exact duplicates, and
/// items without an amount are left out and counted.
///
/// `ledger_currency` is that of amounts without a currency, where it is known.
ExportedItems read_items(const CsvTable& table, const ColumnMapping& mapping,
                         const std::optional<std::string>& ledger_currency);

}  // namespace headroom
