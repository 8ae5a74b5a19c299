// The command `runs`: what runs a file holds, and what differs between two of them.
#pragma once

#include <filesystem>
#include <iosfwd>
#include <optional>
#include <string>
#include <vector>

#include "cli/commands/command.hpp"

namespace headroom {

/// What `headroom runs` was asked to do.
struct RunsArguments {
  std::filesystem::path file;
  std::vector<std::string> compared;  ///< two ids, or none
  std::optional<std::string> json;    ///< a file, or `-` for standard output
};

/// `headroom runs FILE.db`: the saved runs of a file; with two ids, what differs between their inputs and results.
/// Gives the exit status.
int run_runs(const RunsArguments& arguments, std::ostream& out, std::ostream& err);

/// Adds the command and its options.
AddCommand add_runs;

}  // namespace headroom
