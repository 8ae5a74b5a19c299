#include "cli/report/manifest.hpp"

#include <algorithm>

#include "models/known_until.hpp"

namespace headroom {

Manifest manifest_of(const Ledger& ledger, int horizon_days) {
  Manifest manifest;
  manifest.company = ledger.company.name;
  manifest.as_of = ledger.company.as_of;
  manifest.horizon_days = horizon_days;
  manifest.currency = ledger.company.currency;
  manifest.decimals = ledger.company.decimals;
  const Date horizon = manifest.horizon_date();
  manifest.known_until = known_until(ledger, horizon);
  const bool go_on = std::any_of(ledger.sales.begin(), ledger.sales.end(),
                                 [](const SalesStream& stream) { return !stream.when.until.has_value(); });
  if (go_on) manifest.known_until = std::max(manifest.known_until.value_or(horizon), horizon);
  return manifest;
}

std::string wind_down_sentence(const Manifest& manifest) {
  return manifest.known_until ? "wind-down: no sales entered after " + date_words(*manifest.known_until)
                              : "wind-down: no sales entered at all";
}

}  // namespace headroom
