// The command `init`: a starter ledger to edit.
#pragma once

#include <filesystem>
#include <iosfwd>

#include "cli/commands/command.hpp"

namespace headroom {

/// `headroom init DIR`: a starter ledger that teaches by its comments and asks ("?") for what only its owner knows.
/// Refuses to overwrite any file. Gives the exit status.
int run_init(const std::filesystem::path& folder, std::ostream& out, std::ostream& err);

/// Adds the command.
AddCommand add_init;

}  // namespace headroom
