// The door of a lender's view: a ledger, a relief, a policy and stress scenarios in, an assessment out.
#pragma once

#include <vector>

#include "engine/lending/assessment.hpp"
#include "engine/play/scenario_run.hpp"
#include "models/ledger.hpp"
#include "models/lending_policy.hpp"
#include "models/relief.hpp"
#include "models/scenario.hpp"

namespace headroom {

/// What is assessed. Requires: what it names outlives the call.
struct AssessmentRequest {
  const Ledger& ledger;
  const Relief& relief;         ///< as written: in its own currency
  const LendingPolicy& policy;  ///< amounts in the ledger's currency
  const std::vector<Scenario>& stresses;
  const SimulationSettings& settings;  ///< `default_event` is the lender's; no precision
};

/// The lender's view of one relief for the ledger as written, and under each stress. The same settings give the same
/// bits, whatever the threads. Source: docs/assess.md.
Assessment assess(const AssessmentRequest& request);

}  // namespace headroom
