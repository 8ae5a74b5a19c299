// Until when a ledger knows of sales, and how far it is played by default.
#pragma once

#include <optional>

#include "models/date.hpp"
#include "models/ledger.hpp"

namespace headroom {

/// Until when a ledger knows of sales: after it, it holds costs alone.
struct KnownUntil {
  bool is_endless = false;   ///< expected sales go on without an end
  std::optional<Date> date;  ///< nothing where sales are endless, or nothing is known at all

  bool operator==(const KnownUntil&) const = default;
};

/// The last date on which an order ships or an expected sale is invoiced. In a ledger with neither, the first day by
/// which nine tenths of the open receivables are due, by amount. Never before as_of. Source: docs/model/limits.md.
KnownUntil known_until(const Ledger& ledger);

/// The default horizon: 12 months, but not beyond what the ledger knows, nor under 13 weeks.
int default_horizon_days(const Ledger& ledger);

}  // namespace headroom
