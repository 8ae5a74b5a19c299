#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "cli/input/fault_log.hpp"
#include "cli/input/values.hpp"
#include "models/money.hpp"

namespace headroom {

/// A decimal number as it is written: `mantissa` times ten to the `exponent`.
struct Decimal {
  std::int64_t mantissa = 0;
  int exponent = 0;
};

/// Reads up to 18 significant digits, with an optional exponent; nothing for other text.
std::optional<Decimal> parse_decimal(std::string_view text);

/// Turns amounts in foreign currencies into the ledger's, each once, half away from zero, in exact decimal arithmetic.
class ExchangeRates {
 public:
  void set_ledger_currency(Currency currency) { ledger_ = std::move(currency); }
  /// `rate`: units of the ledger's currency for one unit of the foreign one. Requires: rate > 0.
  void add(const std::string& code, Decimal rate) { rates_[code] = rate; }

  /// Nothing while the ledger's currency is not known (its own entry is at fault).
  const std::optional<Currency>& ledger_currency() const { return ledger_; }
  bool knows(const std::string& code) const { return rates_.count(code) > 0 || (ledger_ && ledger_->code == code); }
  /// The currency itself where nothing stands in the way of reading; three decimals where the ledger's own is not known.
  Currency ledger_currency_or_any() const { return ledger_.value_or(Currency{"the currency", 3}); }

  /// Requires: `from` is known. Nothing where the result exceeds `amount_max`.
  std::optional<Minor> converted(Minor amount, const Currency& from) const;

 private:
  std::optional<Currency> ledger_;
  std::map<std::string, Decimal> rates_;
};

}  // namespace headroom
