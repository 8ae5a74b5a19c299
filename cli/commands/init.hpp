// The command `init`: a starter ledger to edit.
#pragma once

#include <filesystem>
#include <iosfwd>

#include "cli/commands/command.hpp"

namespace headroom {

/// `headroom init DIR`: a starter ledger that runs as it stands and teaches by its comments. Refuses to overwrite any
/// file. Gives the exit status.
int run_init(const std::filesystem::path& folder, std::ostream& out, std::ostream& err);

/// Adds the command.
AddCommand add_init;

}  // namespace headroom
