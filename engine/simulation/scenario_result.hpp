// What a scenario comes to, option by option.
#pragma once

#include <optional>
#include <vector>

#include "engine/measures/results.hpp"
#include "engine/measures/tally.hpp"
#include "engine/play/scenario_run.hpp"
#include "engine/sampling/precision.hpp"
#include "engine/simulation/planned_scenario.hpp"

namespace headroom {

/// What was played of a scenario; empty where nothing is random.
struct PlayedScenario {
  std::vector<Tally> tallies;  ///< Shape: [option]
  std::optional<PrecisionRun> precise;
};

ScenarioResult result_of(const Scenario& scenario, const std::vector<OfferedRelief>& offered,
                         const PlannedScenario& planned, const PlayedScenario& played, const ScenarioRun& run);

}  // namespace headroom
