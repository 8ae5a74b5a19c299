// All that a report of `headroom run` is made from.
#pragma once

#include <string>
#include <vector>

#include "cli/checks/unanswered.hpp"
#include "cli/report/manifest.hpp"
#include "engine/measures/results.hpp"
#include "models/error.hpp"
#include "models/relief.hpp"
#include "models/scenario.hpp"

namespace headroom {

/// Everything that a report of `headroom run` says.
struct RunReport {
  Manifest manifest;
  Faults notices;                      ///< warnings and notes about the ledger
  std::vector<Unanswered> unanswered;  ///< figures that nobody has entered, each with what is taken for it
  std::vector<Scenario> scenarios;     ///< one for each result
  std::vector<Relief> reliefs;         ///< as written: in their own currency
  std::vector<ScenarioResult> results;
  std::string command_line;  ///< that computes the same again
};

}  // namespace headroom
