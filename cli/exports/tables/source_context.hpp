// What the reader of another program's file has to know beside the file.
#pragma once

#include <optional>
#include <string>

#include "cli/exports/tables/column_mapping.hpp"
#include "models/date.hpp"

namespace headroom {

/// What the reader of a source has to know beside its text.
struct SourceContext {
  std::optional<ImportKind> kind;              ///< all that is wanted of it, where the user says so
  std::optional<Date> as_of;                   ///< of the ledger, where it is known: what happens later is left out
  std::optional<std::string> ledger_currency;  ///< likewise: of amounts without a currency
  std::optional<ColumnMapping> mapping;        ///< date, number, delimiter and encoding count; it names no columns
};

}  // namespace headroom
