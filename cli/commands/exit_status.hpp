#pragma once

namespace headroom {

/// What a command tells the shell.
enum ExitStatus : int {
  exit_done = 0,
  exit_input_at_fault = 1,
  exit_wrong_usage = 2,
  exit_machine_failed = 3,
};

}  // namespace headroom
