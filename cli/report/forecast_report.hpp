// All that a report of `headroom forecast` is made from.
#pragma once

#include <vector>

#include "cli/checks/unanswered.hpp"
#include "cli/report/manifest.hpp"
#include "engine/forecast/forecast.hpp"
#include "models/error.hpp"

namespace headroom {

/// Everything that a report of `headroom forecast` says.
struct ForecastReport {
  Manifest manifest;
  Faults notices;  ///< warnings and notes about the ledger
  Forecast forecast;
  std::vector<Unanswered> unanswered = {};  ///< figures that nobody has entered, each with what is taken for it
};

}  // namespace headroom
