// All that a report of `headroom run` is made from.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "cli/checks/unanswered.hpp"
#include "cli/report/manifest.hpp"
#include "engine/forecast/forecast.hpp"
#include "engine/measures/results.hpp"
#include "engine/questions/drivers.hpp"
#include "models/error.hpp"
#include "models/relief.hpp"
#include "models/scenario.hpp"

namespace headroom {

/// The answer of a small run without the volatility and dependence that an import has assumed.
struct WithoutAssumedRisk {
  std::optional<Estimate> default_probability;  ///< nothing: nothing is random then, or the event cannot happen
  std::uint64_t paths = 0;
};

/// What the ledger says without chance, for reports that show it.
struct LedgerAsWritten {
  Forecast forecast;
  Minor cash_minimum = 0;  ///< the least that the owner wants to keep
};

/// Everything that a report of `headroom run` says.
struct RunReport {
  Manifest manifest;
  Faults notices;                      ///< warnings and notes about the ledger
  std::vector<Unanswered> unanswered;  ///< figures that nobody has entered, each with what is taken for it
  std::vector<Scenario> scenarios;     ///< one for each result
  std::vector<Relief> reliefs;         ///< as written: in their own currency
  std::vector<ScenarioResult> results;
  std::optional<WithoutAssumedRisk> without_assumed_risk = {};  ///< of the first scenario; where any is assumed
  std::optional<LedgerAsWritten> as_written = {};               ///< where a report asks for it
  std::optional<DriversResult> drivers = {};                    ///< of the worst scenario without relief, likewise
};

/// The scenario with the highest probability of default without relief, the first where there is none. Requires: at
/// least one.
const ScenarioResult& worst_of(const std::vector<ScenarioResult>& results);

}  // namespace headroom
