// Until when a ledger knows of sales, and how far it is played by default.
#pragma once

#include <optional>

#include "models/date.hpp"
#include "models/ledger.hpp"

namespace headroom {

/// Last date on which an order ships, an expected sale is invoiced, or an invoice or a milestone is due; nothing where
/// there is none. A sales stream without `until` counts up to `last`.
std::optional<Date> known_until(const Ledger& ledger, Date last);

/// The default horizon: 12 months, but not beyond what the ledger knows, nor under 13 weeks.
int default_horizon_days(const Ledger& ledger);

}  // namespace headroom
