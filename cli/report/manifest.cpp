#include "cli/report/manifest.hpp"

#include "models/known_until.hpp"

namespace headroom {

Manifest manifest_of(const Ledger& ledger, int horizon_days) {
  Manifest manifest;
  manifest.company = ledger.company.name;
  manifest.as_of = ledger.company.as_of;
  manifest.horizon_days = horizon_days;
  manifest.currency = ledger.company.currency;
  manifest.decimals = ledger.company.decimals;
  const KnownUntil known = known_until(ledger);
  manifest.known_until = known.date;
  manifest.sales_are_endless = known.is_endless;
  return manifest;
}

}  // namespace headroom
