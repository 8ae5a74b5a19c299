// The command `rerun`: computes a saved run again from what is stored of it alone.
#pragma once

#include <filesystem>
#include <iosfwd>
#include <optional>
#include <string>

#include "cli/commands/command.hpp"

namespace headroom {

/// What `headroom rerun` was asked to do.
struct RerunArguments {
  std::filesystem::path file;
  std::string id;
  std::optional<std::string> json;  ///< a file, or `-` for standard output
};

/// `headroom rerun FILE.db ID`: whether a saved run, computed again from its saved inputs, gives the same result. Gives
/// the exit status: 1 where it does not.
int run_rerun(const RerunArguments& arguments, std::ostream& out, std::ostream& err);

/// Adds the command and its options.
AddCommand add_rerun;

}  // namespace headroom
