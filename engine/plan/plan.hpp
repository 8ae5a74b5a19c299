// Builds a plan from a ledger and a scenario.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>

#include "engine/flows/exposure.hpp"
#include "engine/plan/plan_columns.hpp"
#include "models/cause.hpp"
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
  std::shared_ptr<const FactorSource> factors = {};  ///< of the processes that exposures name
  CauseSet off = {};  ///< what is not random here, while every other draw stays as it is (docs/model/causes.md)
  /// Sees each exposure before it is laid out, and may say what no noun of the ledger says: a factor, another class.
  std::function<void(Exposure&)> amend = {};
};

Plan build_plan(const PlanRequest& request);

}  // namespace headroom
