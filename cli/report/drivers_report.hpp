// All that a report of `headroom drivers` is made from.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/checks/unanswered.hpp"
#include "cli/report/manifest.hpp"
#include "engine/questions/drivers.hpp"
#include "models/error.hpp"
#include "models/relief.hpp"
#include "models/scenario.hpp"

namespace headroom {

/// Everything that a report of `headroom drivers` says.
struct DriversReport {
  Manifest manifest;
  Faults notices;                      ///< warnings and notes about the ledger
  std::vector<Unanswered> unanswered;  ///< figures that nobody has entered, each with what is taken for it
  Scenario scenario;
  std::optional<Relief> relief;  ///< as written: in its own currency
  DriversResult result;
};

}  // namespace headroom
