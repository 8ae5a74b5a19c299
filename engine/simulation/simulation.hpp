// The door of the engine: a ledger, scenarios and reliefs in, results out.
#pragma once

#include <vector>

#include "engine/measures/results.hpp"
#include "engine/play/scenario_run.hpp"
#include "models/ledger.hpp"
#include "models/relief.hpp"
#include "models/scenario.hpp"

namespace headroom {

/// Plays the ledger under each scenario, without relief and with each of `reliefs`, on the same futures.
/// The same settings give the same bits, whatever threads and lanes are, and whatever other scenarios are played
/// beside.
std::vector<ScenarioResult> simulate(const Ledger& ledger, const std::vector<Scenario>& scenarios,
                                     const std::vector<Relief>& reliefs, const SimulationSettings& settings);

/// The same for one scenario.
ScenarioResult simulate(const Ledger& ledger, const Scenario& scenario, const std::vector<Relief>& reliefs,
                        const SimulationSettings& settings);

}  // namespace headroom
