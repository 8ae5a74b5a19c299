// The engine's door: a ledger, scenarios and reliefs in, results out.
#pragma once
#include <cstdint>
#include <functional>
#include <vector>

#include "engine/measures/results.hpp"
#include "models/ledger.hpp"
#include "models/relief.hpp"
#include "models/scenario.hpp"

namespace headroom {

/// How a ledger is played.
struct SimulationSettings {
  std::uint64_t paths = 100000;  ///< with a precision: never more than these behind the default probability
  std::uint64_t seed = 1;
  int horizon_days = 365;
  int threads = 0;  ///< 0: all cores
  int lanes = 64;   ///< paths counted in a block, at most block_lanes: changes no result
  Event default_event = Event::illiquid;
  /// Play until the half-width of the 95% interval of every option's default probability is this small.
  std::optional<double> precision = {};
  std::optional<Sampling> sampling = {};  ///< of a run to a precision, instead of the engine's own choice
  std::function<void(std::uint64_t paths_done)> progress;  ///< called now and then, from any thread, one call at a time
};

/// Plays the ledger under each scenario, without relief and with each of `reliefs`, on the same futures.
/// The same settings give the same bits, whatever threads and lanes are, and whatever other scenarios are played
/// beside.
std::vector<ScenarioResult> simulate(const Ledger& ledger, const std::vector<Scenario>& scenarios,
                                     const std::vector<Relief>& reliefs, const SimulationSettings& settings);

/// The same for one scenario.
ScenarioResult simulate(const Ledger& ledger, const Scenario& scenario, const std::vector<Relief>& reliefs,
                        const SimulationSettings& settings);

/// The default horizon: 12 months, but not beyond what the ledger knows, nor under 13 weeks.
int default_horizon_days(const Ledger& ledger);

}  // namespace headroom
