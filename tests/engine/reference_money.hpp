// Conversion of currencies by its definition.
#pragma once

#include <stdexcept>
#include <string>

#include "models/ledger.hpp"

namespace headroom::twin {

/// An amount of an item in the ledger's currency, by the definition: amount x rate x 10^(decimals), half away from
/// zero.
inline Minor in_firm_currency(const Ledger& ledger, Minor amount, const std::string& currency) {
  if (currency.empty() || currency == ledger.company.currency) return amount;
  __extension__ typedef __int128 Wide;
  for (const auto& [own, rate] : ledger.exchange_rates.rows()) {
    if (own.code != currency) continue;
    Wide above = static_cast<Wide>(amount) * rate.mantissa, below = 1;
    for (int i = 0; i < ledger.company.decimals + rate.exponent; ++i) above *= 10;
    for (int i = 0; i < own.decimals; ++i) below *= 10;
    for (int i = 0; i > ledger.company.decimals + rate.exponent; --i) below *= 10;
    const Wide twice = 2 * above + (amount < 0 ? -below : below);
    return static_cast<Minor>(twice / (2 * below));
  }
  throw std::logic_error("no rate for " + currency);
}

}  // namespace headroom::twin
