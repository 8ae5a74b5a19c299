#include "engine/simulation/simulation.hpp"

#include "engine/play/plain_play.hpp"
#include "engine/sampling/precision.hpp"
#include "engine/simulation/planned_scenario.hpp"
#include "engine/simulation/scenario_result.hpp"
#include "models/error.hpp"

namespace headroom {

std::vector<ScenarioResult> simulate(const Ledger& ledger, const std::vector<Scenario>& scenarios,
                                     const std::vector<Relief>& reliefs, const SimulationSettings& settings) {
  if (settings.paths == 0) throw ContractError("a simulation needs at least one path");
  if (settings.lanes <= 0 || settings.lanes > static_cast<int>(block_lanes) || settings.lanes % 4 != 0)
    throw ContractError("a block has 4 to 64 paths, a multiple of 4");
  const std::vector<std::int32_t> samples = sample_days(settings.horizon_days);
  std::vector<OfferedRelief> offered;
  for (const Relief& relief : reliefs) offered.push_back(offered_relief(relief, ledger));
  std::vector<PlannedScenario> planned;
  planned.reserve(scenarios.size());
  for (const Scenario& scenario : scenarios)
    planned.push_back(plan_scenario(ledger, scenario, offered, samples, settings.horizon_days, settings.seed));

  std::vector<ScenarioRun> runs, together;
  std::vector<PlayedScenario> played(planned.size());
  for (std::size_t i = 0; i < planned.size(); ++i) {
    runs.push_back({planned[i].plan, planned[i].options, samples, settings});
    if (!planned[i].is_random()) continue;
    if (!settings.precision) {
      together.push_back(runs.back());
      continue;
    }
    played[i].precise = play_to_precision(runs.back());
    played[i].tallies = std::move(played[i].precise->tallies);
  }
  if (!together.empty()) {
    ByOption<Tally> tallies = play_plain(together, settings.paths);
    std::size_t next = 0;
    for (std::size_t i = 0; i < planned.size(); ++i)
      if (planned[i].is_random()) played[i].tallies = std::move(tallies[next++]);
  }

  std::vector<ScenarioResult> results;
  for (std::size_t i = 0; i < scenarios.size(); ++i)
    results.push_back(result_of(scenarios[i], offered, planned[i], played[i], runs[i]));
  return results;
}

ScenarioResult simulate(const Ledger& ledger, const Scenario& scenario, const std::vector<Relief>& reliefs,
                        const SimulationSettings& settings) {
  return std::move(simulate(ledger, std::vector{scenario}, reliefs, settings).front());
}

}  // namespace headroom
