// What a command tells the shell.
#pragma once

#include <algorithm>

#include "models/error.hpp"

namespace headroom {

/// What a command tells the shell.
enum ExitStatus : int {
  exit_done = 0,
  exit_input_at_fault = 1,
  exit_wrong_usage = 2,
  exit_machine_failed = 3,
  exit_above_limit = 4,  ///< done, and the probability is above what `--fail-above` allows
};

/// The status that faults earn: the machine's, where one of them is its doing.
inline int exit_status_of(const Faults& faults) {
  return std::any_of(faults.begin(), faults.end(), [](const Fault& fault) { return fault.is_of_machine; })
             ? exit_machine_failed
             : exit_input_at_fault;
}

}  // namespace headroom
