#include "cli/store/stored_value.hpp"

#include <fmt/format.h>

#include <charconv>
#include <cmath>

#include "models/date.hpp"
#include "models/error.hpp"
#include "models/exchange_rates.hpp"
#include "models/money.hpp"

namespace headroom {

namespace {

template <class Number>
std::optional<StoredValue> number(std::string_view text) {
  if (text.starts_with('+')) text.remove_prefix(1);
  Number value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return StoredValue(value);
}

std::optional<StoredValue> real(std::string_view text) {
  const auto value = number<double>(text);
  return value && std::isfinite(std::get<double>(*value)) ? value : std::nullopt;
}

std::optional<StoredValue> truth(std::string_view text) {
  if (text != "true" && text != "false") return std::nullopt;
  return StoredValue(std::int64_t{text == "true"});
}

/// A value that somebody put into the database may be of a type that its column does not say.
std::string plain_text(const StoredValue& value) {
  struct Writer {
    std::string operator()(std::monostate) const { return ""; }
    std::string operator()(std::int64_t whole) const { return std::to_string(whole); }
    std::string operator()(double number) const { return fmt::format("{}", number); }
    std::string operator()(const std::string& text) const { return text; }
  };
  return std::visit(Writer(), value);
}

}  // namespace

std::string_view sql_type_of(ValueKind kind) {
  switch (kind) {
    case ValueKind::text:
    case ValueKind::date:
    case ValueKind::decimal:
    case ValueKind::numbers: return "TEXT";
    case ValueKind::money:
    case ValueKind::whole:
    case ValueKind::truth: return "INTEGER";
    case ValueKind::real: return "REAL";
  }
  throw ContractError("unknown kind of value");
}

std::optional<StoredValue> stored_value(ValueKind kind, std::string_view text, int decimals) {
  switch (kind) {
    case ValueKind::text:
    case ValueKind::numbers: return StoredValue(std::string(text));
    case ValueKind::date: return parse_date(text) ? std::optional(StoredValue(std::string(text))) : std::nullopt;
    case ValueKind::decimal: return parse_decimal(text) ? std::optional(StoredValue(std::string(text))) : std::nullopt;
    case ValueKind::money: {
      const auto amount = parse_money(text, decimals).amount;
      return amount ? std::optional(StoredValue(*amount)) : std::nullopt;
    }
    case ValueKind::real: return real(text);
    case ValueKind::whole: return number<std::int64_t>(text);
    case ValueKind::truth: return truth(text);
  }
  throw ContractError("unknown kind of value");
}

std::string document_text(ValueKind kind, const StoredValue& value, int decimals) {
  const auto* whole = std::get_if<std::int64_t>(&value);
  if (kind == ValueKind::money && whole != nullptr) return money_text(*whole, decimals);
  if (kind == ValueKind::truth && whole != nullptr && (*whole == 0 || *whole == 1))
    return *whole == 1 ? "true" : "false";
  return plain_text(value);
}

}  // namespace headroom
