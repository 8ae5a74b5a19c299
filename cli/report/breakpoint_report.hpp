// All that a report of `headroom breakpoint` is made from.
#pragma once

#include <vector>

#include "cli/checks/unanswered.hpp"
#include "cli/report/manifest.hpp"
#include "engine/questions/breakpoint.hpp"
#include "models/error.hpp"
#include "models/scenario.hpp"

namespace headroom {

/// Everything that a report of `headroom breakpoint` says.
struct BreakpointReport {
  Manifest manifest;
  Faults notices;  ///< warnings and notes about the ledger
  std::vector<Unanswered> unanswered;
  Scenario scenario;
  double target = 0.0;
  BreakpointAnswer answer;
};

}  // namespace headroom
