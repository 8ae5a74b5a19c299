// An accounting export or a bank statement into a folder, which may stand for a firm of a database.
#pragma once

#include <iosfwd>

#include "cli/import/import_arguments.hpp"
#include "cli/import/import_outcome.hpp"
#include "cli/import/ledger_place.hpp"

namespace headroom {

/// Brings an accounting export into the folder `arguments.into`. Says on `err` what was assumed or is at fault and on
/// `out` what it holds, in the words of `place`; nothing is written where anything is at fault.
ImportOutcome import_into_folder(const ImportArguments& arguments, const LedgerPlace& place, std::ostream& out,
                                 std::ostream& err);

/// The same, and says on `out` what was written and what comes next. Gives the exit status.
int run_import_into_folder(const ImportArguments& arguments, std::ostream& out, std::ostream& err);

}  // namespace headroom
