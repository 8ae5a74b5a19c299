// How far a lender looks by default: until its loan has been repaid and every payment could have become past due.
#pragma once

#include <optional>

#include "models/date.hpp"
#include "models/default_event.hpp"
#include "models/ledger.hpp"
#include "models/relief.hpp"

namespace headroom {

/// How long something has to be unpaid before the event counts it: 90, 30 or 0 days.
int waiting_days(Event event);

/// The date of the last payment of a relief's loans; nothing where it lends nothing.
std::optional<Date> last_payment(const Relief& relief, Date as_of);

/// The last payment of the relief's loans plus the event's waiting days, where the ledger knows sales until that last
/// payment and the days can be played; else the default horizon of a run. Source: docs/assess.md.
int lender_horizon_days(const Ledger& ledger, const Relief& relief, Event event);

}  // namespace headroom
