// Which ledger files an export can become, and the columns that it may fill.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

#include "models/side.hpp"

namespace headroom {

/// What an export holds: which file of the ledger it becomes.
enum class ImportKind { receivables, payables, orders, history, counterparties };

const std::array<std::string_view, 5>& import_kind_names();
std::optional<ImportKind> parse_import_kind(std::string_view text);
std::string_view name_of(ImportKind kind);
/// The side that invoices of this kind stand on, or nothing for what is no list of invoices.
std::optional<Side> side_of(ImportKind kind);
/// `receivables.csv`.
std::string_view file_of(ImportKind kind);
/// "receivables", as a noun for `count` of them: "1 receivable", "2 receivables".
std::string_view noun_of(ImportKind kind, std::size_t count);

enum class ColumnType { text, date, amount, share, days, currency, flag };

/// A column of the ledger that an export's column may fill.
struct TargetColumn {
  std::string_view name;
  ColumnType type = ColumnType::text;
  bool required = false;
  bool in_ledger =
      true;  ///< false: helps the import, and is not written (terms of payment), or is a note (a customer's name)
};

/// All targets of a kind, in the order in which the ledger's file has them.
std::span<const TargetColumn> target_columns(ImportKind kind);

/// Position of a target among `target_columns(kind)`, or nothing.
std::optional<std::size_t> target_index(ImportKind kind, std::string_view name);

/// The target that holds an item's number (`invoice`, `bill`, `order`, `id`), or nothing for counterparties.
std::optional<std::size_t> number_index(ImportKind kind);

}  // namespace headroom
