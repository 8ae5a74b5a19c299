// A scenario with its options, planned: what is played, and what needs no playing.
#pragma once

#include <algorithm>
#include <vector>

#include "engine/plan/option_plan.hpp"
#include "engine/plan/plan.hpp"
#include "engine/settlement/settlement.hpp"
#include "models/eligibility.hpp"
#include "models/ledger.hpp"
#include "models/scenario.hpp"

namespace headroom {

/// A scenario as it is played: what players and results look at.
struct PlannedScenario {
  Plan plan;
  std::vector<OptionPlan> options;        ///< the base case, then the reliefs that the firm is eligible for
  std::vector<BlockOutcomes> as_written;  ///< Shape: [option]

  bool is_random() const {
    return std::any_of(options.begin(), options.end(), [](const OptionPlan& option) { return option.is_random; });
  }
};

/// Days whose cash and position are kept: day 0, every seventh day, and the horizon.
std::vector<std::int32_t> sample_days(int horizon_days);

/// `samples`: the days kept. Requires: the ledger outlives the plan.
PlannedScenario plan_scenario(const Ledger& ledger, const Scenario& scenario, const std::vector<OfferedRelief>& offered,
                              const std::vector<std::int32_t>& samples, int horizon_days, std::uint64_t seed);

}  // namespace headroom
