// Builds a plan from a ledger and a scenario.

#pragma once

#include <cstdint>

#include "engine/plan/plan_columns.hpp"
#include "models/ledger.hpp"
#include "models/scenario.hpp"

namespace headroom {

/// What is played: one ledger, one scenario, one horizon, one seed. Requires: the ledger outlives the plan, whose flows
/// are named by it.
struct PlanRequest {
  const Ledger* ledger = nullptr;
  const Scenario* scenario = nullptr;
  int horizon_days = 0;
  std::uint64_t seed = 1;
};

Plan build_plan(const PlanRequest& request);

}  // namespace headroom
