// What a scenario comes to, option by option.
#pragma once

#include <optional>
#include <string>
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

/// The names of what falls due on a day in a class under an option, in order of names: rows of a ledger have none. What
/// a relief brings goes by the relief's name. Empty where nothing does: older arrears.
std::vector<std::string> names_due(const Plan& plan, const OptionPlan& option, int day, PaymentClass payment_class);

ScenarioResult result_of(const Scenario& scenario, const std::vector<OfferedRelief>& offered,
                         const PlannedScenario& planned, const PlayedScenario& played, const ScenarioRun& run);

}  // namespace headroom
