// Values as columns of the database hold them, and how documents write them.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace headroom {

/// A value as the database holds it; nothing inside is its NULL.
using StoredValue = std::variant<std::monostate, std::int64_t, double, std::string>;

/// What the values of a column are: how they are kept, and how a document writes them.
enum class ValueKind {
  text,
  date,     ///< ISO 8601 text
  money,    ///< whole minor units of the row's currency, of the company's where the row names none
  real,     ///< a share, a rate, a factor
  decimal,  ///< decimal text as it was written: an exchange rate, which is applied exactly
  whole,
  truth,    ///< 0 or 1
  numbers,  ///< a JSON list of numbers
};

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
