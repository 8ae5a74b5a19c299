// Exchange rates while a ledger is read, when some may be missing.
#pragma once

#include <optional>
#include <string>

#include "models/exchange_rates.hpp"

namespace headroom {

/// The currencies of a ledger while it is being read: its own may not be known, and a foreign one may have no rate.
class ReadingRates {
 public:
  void set_ledger_currency(Currency currency) { ledger_ = std::move(currency); }
  /// Requires: a known currency, rate > 0.
  void add(const std::string& code, Decimal rate) { rates_.set(code, rate); }

  /// Nothing while the ledger's currency is not known (its own entry is at fault).
  const std::optional<Currency>& ledger_currency() const { return ledger_; }
  bool knows(const std::string& code) const {
    return rates_.find(code) != nullptr || (ledger_ && ledger_->code == code);
  }
  /// The currency itself where nothing stands in the way of reading; three decimals where the ledger's own is not
  /// known.
  Currency ledger_currency_or_any() const { return ledger_.value_or(Currency{"the currency", 3}); }
  const ExchangeRates& rates() const { return rates_; }

  /// The amount as a plan will convert it, the same where the ledger's currency is not known. Requires: `from` is
  /// known. Nothing where the result exceeds `amount_max`.
  std::optional<Minor> converted(Minor amount, const Currency& from) const;
  /// What one minor unit of `from` is worth in minor units of the ledger's currency, nearly: for sums that need not be
  /// exact.
  double unit_worth(const Currency& from) const;

 private:
  bool is_ledger_currency(const Currency& currency) const { return !ledger_ || currency.code == ledger_->code; }

  std::optional<Currency> ledger_;
  ExchangeRates rates_;
};

}  // namespace headroom
