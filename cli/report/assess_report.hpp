// All that a report of `headroom assess` is made from.
#pragma once

#include <string>
#include <vector>

#include "cli/checks/unanswered.hpp"
#include "cli/report/manifest.hpp"
#include "engine/lending/assessment.hpp"
#include "models/error.hpp"
#include "models/ledger.hpp"
#include "models/relief.hpp"
#include "models/scenario.hpp"

namespace headroom {

/// Everything that a report of `headroom assess` says.
struct AssessReport {
  Manifest manifest;
  Company company;
  Faults notices;                      ///< warnings and notes about the ledger
  std::vector<Unanswered> unanswered;  ///< figures that nobody has entered, each with what is taken for it
  Relief relief;                       ///< as written: in its own currency
  std::vector<Scenario> stresses;
  Assessment assessment;
};

}  // namespace headroom
