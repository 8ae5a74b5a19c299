// A ledger as one scenario has it, on the days on which it is played: what plans and their options are built of.
#pragma once

#include "engine/flows/day_grid.hpp"
#include "engine/flows/shocks.hpp"
#include "models/ledger.hpp"
#include "models/scenario.hpp"

namespace headroom {

/// Requires: the ledger outlives it.
struct ShockedLedger {
  ShockedLedger(const Ledger& as_written, const Scenario& scenario, int horizon_days)
      : ledger(as_written), grid(as_written, horizon_days), shocks(scenario, as_written) {}

  const Ledger& ledger;
  DayGrid grid;
  Shocks shocks;
};

}  // namespace headroom
