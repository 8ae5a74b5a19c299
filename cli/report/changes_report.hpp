// All that a report of `headroom changes` is made from.
#pragma once

#include <string>

#include "cli/report/manifest.hpp"
#include "engine/questions/changes.hpp"
#include "models/error.hpp"
#include "models/ledger.hpp"

namespace headroom {

/// One of the two ledgers that are compared.
struct ComparedLedger {
  std::string named;  ///< as the command line has it
  Ledger ledger;
  int horizon_days = 0;
  std::string inputs_sha256;
};

/// Everything that a report of `headroom changes` says.
struct ChangesReport {
  Manifest manifest;  ///< of the new ledger
  std::string scenario;
  Faults notices;  ///< warnings and notes about both ledgers
  ComparedLedger before, after;
  Changes changes;

  bool is_random() const { return changes.before.probability.has_value() || changes.after.probability.has_value(); }
};

}  // namespace headroom
