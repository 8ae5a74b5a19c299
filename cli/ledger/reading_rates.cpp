#include "cli/ledger/reading_rates.hpp"

#include <cmath>

namespace headroom {

std::optional<Minor> ReadingRates::converted(Minor amount, const Currency& from) const {
  if (is_ledger_currency(from)) return amount;
  const auto result = exchanged(amount, from.decimals, rates_.find(from.code)->rate, ledger_->decimals);
  if (!result || *result > amount_max || *result < -amount_max) return std::nullopt;
  return result;
}

double ReadingRates::unit_worth(const Currency& from) const {
  if (is_ledger_currency(from)) return 1.0;
  const Decimal& rate = rates_.find(from.code)->rate;
  return static_cast<double>(rate.mantissa) * std::pow(10.0, rate.exponent + ledger_->decimals - from.decimals);
}

}  // namespace headroom
