// How far each lever alone must be moved until a target is met.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "engine/measures/results.hpp"
#include "engine/questions/case_defaults.hpp"
#include "engine/questions/levers.hpp"

namespace headroom {

/// How far one lever must be moved.
struct LeverToTarget {
  Lever lever;
  std::optional<LeverChange> change;  ///< the smallest found; nothing where none within the range meets the target
  std::optional<Estimate> estimate;   ///< there
  double lowest = 0.0;                ///< probability of all that was tried
  Scenario scenario;                  ///< of the change
};

/// At most so many paths are played for this.
inline constexpr std::uint64_t paths_to_target_max = 20'000;

/// Moves each two-sided lever outwards from no change, either way in up to 20 even steps, until the probability is at
/// most `target`, then halves the last step down to the finest. Shape: [lever]
std::vector<LeverToTarget> levers_to_target(CasePlayer& player, const Scenario& scenario,
                                            const std::vector<Lever>& levers, double target);

}  // namespace headroom
