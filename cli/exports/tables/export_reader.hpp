// From the rows of an export to items in the ledger's notation.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/exports/tables/column_mapping.hpp"
#include "cli/syntax/csv.hpp"
#include "models/date.hpp"
#include "models/error.hpp"

namespace headroom {

/// One item of an export in the ledger's own notation: ISO dates, plain amounts, currency codes.
struct ExportedItem {
  int line = 0;                     ///< of the export
  std::vector<std::string> values;  ///< one for each of `target_columns`; empty where the export says nothing
};

/// The items of an export, and what was done to get them.
struct ExportedItems {
  ImportKind kind = ImportKind::receivables;
  std::vector<ExportedItem> items;
  std::optional<Date> latest;        ///< the latest issue, order or settlement date of any row
  std::vector<std::string> remarks;  ///< sentences about rows left out or changed, for a person
  Faults faults;                     ///< one for each value that cannot be read

  /// The value of a target, by its name.
  const std::string& value(const ExportedItem& item, std::string_view target) const;
};

/// Reads every row under a complete mapping. Rows that the mapping's rules leave out, totals, exact duplicates, and
/// items without an amount are left out and counted; a number used twice for different items gets a suffix, so that
/// every identity is its own.
///
/// `ledger_currency` is that of amounts without a currency, where it is known.
ExportedItems read_items(const CsvTable& table, const ColumnMapping& mapping,
                         const std::optional<std::string>& ledger_currency);

}  // namespace headroom
