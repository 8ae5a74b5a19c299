// How a simulation is played, and what is played: one scenario with its options.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "engine/measures/results.hpp"
#include "engine/plan/option_plan.hpp"
#include "engine/plan/plan.hpp"
#include "models/default_event.hpp"

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

/// One scenario as it is played. Requires: everything that it names outlives it.
struct ScenarioRun {
  const Plan& plan;
  const std::vector<OptionPlan>& options;    ///< the base case first
  const std::vector<std::int32_t>& samples;  ///< days whose cash and position are kept
  const SimulationSettings& settings;
};

/// Shape: [scenario][option]
template <class Item>
using ByOption = std::vector<std::vector<Item>>;

}  // namespace headroom
