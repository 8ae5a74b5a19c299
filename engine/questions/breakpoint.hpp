// How strong a scenario must be for the default probability to reach a target.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "engine/questions/played_cases.hpp"

namespace headroom {

/// The base case under a scenario at one strength.
struct IntensityOutcome {
  double intensity = 0.0;
  CaseOutcome outcome;
};

/// Source: docs/breakpoint.md.
struct BreakpointAnswer {
  bool cannot_happen = false;              ///< the event, at any strength
  std::optional<IntensityOutcome> at;      ///< the smallest strength at which the target is reached; nothing: none does
  std::optional<IntensityOutcome> below;   ///< a step below it; nothing where that is below 0
  std::vector<IntensityOutcome> computed;  ///< every strength that was played, rising
};

inline constexpr double intensity_max = 10.0;

/// Plays the scenario at strengths from 0 to 10, in steps of 0.01, on one set of futures.
BreakpointAnswer find_breakpoint(const Ledger& ledger, const Scenario& scenario, double target,
                                 const SimulationSettings& settings);

}  // namespace headroom
