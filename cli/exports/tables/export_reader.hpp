// The rows of an export as items, under a mapping with nothing left open.
#pragma once

#include <optional>

#include "cli/exports/tables/export_table.hpp"
#include "cli/exports/tables/exported_items.hpp"
#include "cli/exports/tables/source_context.hpp"

namespace headroom {

/// What an export's rows are.
struct ReadItems {
  ExportedItems items;
  std::optional<ExportedItems> invoiced;  ///< settled ones too, in full; where the export tells them from open ones
};

/// Reads every row under a complete mapping. Rows that the mapping's rules leave out, what the export itself says is
/// settled or was never owed, totals, exact duplicates, and items without an amount are left out and counted, with
/// sums. The list's own totals are compared with its rows: a difference is a fault.
ReadItems read_items(const ExportTable& source, const ColumnMapping& mapping, const SourceContext& context);

}  // namespace headroom
