// The command `import`: accounting exports, bank statements and whole ledgers into a ledger.
#pragma once

#include <iosfwd>

#include "cli/commands/command.hpp"
#include "cli/import/import_arguments.hpp"

namespace headroom {

/// Brings an accounting export or a whole ledger into a ledger folder or a database; says on `out` what was written, on
/// `err` what was assumed or is at fault. Gives the exit status.
int run_import(const ImportArguments& arguments, std::ostream& out, std::ostream& err);

/// Adds the command and its options.
AddCommand add_import;

}  // namespace headroom
