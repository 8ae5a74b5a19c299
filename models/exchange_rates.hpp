// Currencies and the rates that convert amounts into the ledger's own.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "models/money.hpp"

namespace headroom {

/// A currency's code and its decimals.
struct Currency {
  std::string code;
  int decimals = 2;
};

/// A decimal number as it is written: `mantissa` times ten to the `exponent`.
struct Decimal {
  std::int64_t mantissa = 0;
  int exponent = 0;
};

/// Reads up to 18 significant digits, with an optional exponent; nothing for other text.
std::optional<Decimal> parse_decimal(std::string_view text);

/// `amount` (minor units of a currency with `decimals`) at `rate`, in minor units of one with `decimals_into`: exact
/// decimal arithmetic, rounded once, half away from zero. Nothing where the result exceeds `counted_amount_max`.
/// Requires: |amount| <= counted_amount_max, rate.mantissa from 1 to 10^18 - 1. Source: docs/model/currency.md.
std::optional<Minor> exchanged(Minor amount, int decimals, const Decimal& rate, int decimals_into);

/// What one unit of each foreign currency is worth in the ledger's: one column, a row a currency.
class ExchangeRates {
 public:
  struct Row {
    Currency currency;
    Decimal rate;
  };

  /// Requires: `currency` is a known ISO 4217 code, rate > 0. A second rate takes the first one's place.
  void set(std::string_view currency, Decimal rate);
  /// The row of a currency; nullptr where there is none.
  const Row* find(std::string_view currency) const;
  const std::vector<Row>& rows() const { return rows_; }

 private:
  std::vector<Row> rows_;
};

}  // namespace headroom
