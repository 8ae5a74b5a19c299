// Random scenarios and reliefs.
#pragma once

#include "models/ledger.hpp"
#include "models/relief.hpp"
#include "models/scenario.hpp"
#include "tests/engine/random_choice.hpp"

namespace headroom::twin {

/// Shocks of every kind, with windows and filters.
Scenario random_scenario(RandomChoice& random, const Ledger& ledger, int horizon_days);

/// Loans, deferrals and grants for which the firm is eligible.
Relief random_relief(RandomChoice& random, const Ledger& ledger, int horizon_days);

}  // namespace headroom::twin
