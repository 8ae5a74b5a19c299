// The items of an export in the ledger's own notation, whatever reader found them, and words for their rows.
#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/exports/tables/import_columns.hpp"
#include "models/date.hpp"
#include "models/error.hpp"
#include "models/money.hpp"

namespace headroom {

/// One item of an export in the ledger's own notation: ISO dates, plain amounts, currency codes.
struct ExportedItem {
  int line = 0;                     ///< of the export; 0 where it has no lines
  std::vector<std::string> values;  ///< one for each of `target_columns`; empty where the export says nothing
};

/// The items of an export, and what was done to get them.
struct ExportedItems {
  ImportKind kind = ImportKind::receivables;
  std::vector<ExportedItem> items;
  std::optional<Date> latest;    ///< the latest issue, order or settlement date of any row
  std::vector<Message> remarks;  ///< sentences about rows left out or changed, for a person
  Faults faults;                 ///< one for each value that cannot be read

  /// The value of a target, by its name.
  const std::string& value(const ExportedItem& item, std::string_view target) const;
};

/// No items yet, of a kind.
ExportedItems no_items(ImportKind kind);

/// An item by its columns; the others stay empty. Requires: columns of the kind.
ExportedItem item_of(ImportKind kind, int line, std::initializer_list<std::pair<std::string_view, std::string>> values);

/// Plain notation of an amount in a currency (empty: 2 decimals, or those of `ledger_currency`).
std::string plain_amount(Minor amount, const std::string& currency, const std::optional<std::string>& ledger_currency);
/// Its decimals.
int decimals_of(const std::string& currency, const std::optional<std::string>& ledger_currency);

/// "line 7", "lines 7, 9, 12, 15, 16 and 40 more".
Message lines_text(const std::vector<int>& lines);
/// "1 row", "7 rows".
Message rows_text(std::size_t count);

}  // namespace headroom
