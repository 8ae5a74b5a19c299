// Runs programs and measures their time and memory.
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace headroom {

/// A program to be timed as a user starts it.
struct Program {
  std::string name;
  std::vector<std::string> words;                                     ///< the program and its arguments
  std::vector<std::pair<std::string, std::string>> environment = {};  ///< added to ours
};

/// What one run of a program took, from before it was started until it had ended.
struct ProcessRun {
  double seconds = 0.0;      ///< of the wall clock
  double cpu_seconds = 0.0;  ///< user and system, all threads
  double peak_mb = 0.0;      ///< largest resident memory, 1 MB = 1,000,000 bytes
  std::string output;        ///< standard output
};

/// Runs it to its end. Errors: throws std::runtime_error, with what it wrote to standard error, where it cannot be run
/// or fails.
ProcessRun run_process(const Program& program);

}  // namespace headroom
