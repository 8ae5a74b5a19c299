#include "models/exchange_rates.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "models/error.hpp"

namespace headroom {

namespace {

__extension__ typedef __int128 WideInteger;  // holds an amount (53 bits) times 18 digits (60 bits)

constexpr int significant_digits_max = 18;
constexpr int divisor_exponent_max = 36;

}  // namespace

std::optional<Decimal> parse_decimal(std::string_view text) {
  if (text.starts_with('+')) text.remove_prefix(1);
  Decimal decimal;
  const auto mark = text.find_first_of("eE");
  if (mark != std::string_view::npos) {
    std::string_view power = text.substr(mark + 1);
    if (power.starts_with('+')) power.remove_prefix(1);
    const auto [end, error] = std::from_chars(power.data(), power.data() + power.size(), decimal.exponent);
    if (error != std::errc() || end != power.data() + power.size() || decimal.exponent < -30 || decimal.exponent > 30)
      return std::nullopt;
    text = text.substr(0, mark);
  }
  const bool has_point = text.find('.') != std::string_view::npos;
  while (has_point && text.ends_with('0')) text.remove_suffix(1);
  int digits = 0;
  bool any = false, after_point = false;
  for (const char c : text) {
    if (c == '.' && !after_point) {
      after_point = true;
      continue;
    }
    if (c < '0' || c > '9') return std::nullopt;
    any = true;
    if (decimal.mantissa > 0 || c != '0') ++digits;
    if (digits > significant_digits_max) return std::nullopt;
    decimal.mantissa = decimal.mantissa * 10 + (c - '0');
    if (after_point) --decimal.exponent;
  }
  return any ? std::optional(decimal) : std::nullopt;
}

std::optional<Minor> exchanged(Minor amount, int decimals, const Decimal& rate, int decimals_into) {
  int exponent = rate.exponent + decimals_into - decimals;
  WideInteger scaled = static_cast<WideInteger>(amount < 0 ? -amount : amount) * rate.mantissa;
  for (; exponent > 0 && scaled > 0; --exponent) {
    if (scaled > counted_amount_max) return std::nullopt;
    scaled *= 10;
  }
  if (exponent < -divisor_exponent_max) return 0;
  WideInteger divisor = 1;
  for (; exponent < 0; ++exponent) divisor *= 10;
  scaled = scaled / divisor + (scaled % divisor >= divisor - scaled % divisor ? 1 : 0);
  if (scaled > counted_amount_max) return std::nullopt;
  return static_cast<Minor>(amount < 0 ? -scaled : scaled);
}

void ExchangeRates::set(std::string_view currency, Decimal rate) {
  const auto decimals = currency_decimals(currency);
  if (!decimals || rate.mantissa <= 0) throw ContractError("an exchange rate is of a known currency and above 0");
  const auto place =
      std::find_if(rows_.begin(), rows_.end(), [currency](const Row& row) { return row.currency.code == currency; });
  if (place != rows_.end()) place->rate = rate;
  else rows_.push_back({{std::string(currency), *decimals}, rate});
}

const ExchangeRates::Row* ExchangeRates::find(std::string_view currency) const {
  const auto place =
      std::find_if(rows_.begin(), rows_.end(), [currency](const Row& row) { return row.currency.code == currency; });
  return place == rows_.end() ? nullptr : &*place;
}

}  // namespace headroom
