// All that the report of `headroom check` is made from, where a ledger has no fault.
#pragma once

#include <vector>

#include "cli/checks/unanswered.hpp"
#include "models/error.hpp"
#include "models/ledger.hpp"

namespace headroom {

/// What `headroom check` says of a ledger without faults.
struct CheckReport {
  const Ledger& ledger;
  const Faults& notices;                      ///< warnings and notes
  const std::vector<Unanswered>& unanswered;  ///< the most telling first

  /// Whether something must be entered before the ledger can be played.
  bool lacks_an_answer() const { return !unanswered.empty() && !unanswered.front().has_default(); }
};

}  // namespace headroom
