// A value as the database holds it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "cli/ledger/ledger_columns.hpp"

namespace headroom {

/// A value as the database holds it; nothing inside is its NULL.
using StoredValue = std::variant<std::monostate, std::int64_t, double, std::string>;

/// The type of a column of this kind in a STRICT table.
std::string_view sql_type_of(ValueKind kind);

/// Reads the text of a document's value; nothing where it is no such value.
/// `decimals`: of the currency, for money.
std::optional<StoredValue> stored_value(ValueKind kind, std::string_view text, int decimals);

/// The value as a document writes it (without the quotation marks of TOML); empty for NULL.
std::string document_text(ValueKind kind, const StoredValue& value, int decimals);

/// Whether a value is NULL.
inline bool is_null(const StoredValue& value) { return std::holds_alternative<std::monostate>(value); }

}  // namespace headroom
