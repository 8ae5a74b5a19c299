// The command `check`: what is at fault in a ledger, and what it holds.
#pragma once

#include <iosfwd>

#include "cli/commands/command.hpp"
#include "cli/report/words/language.hpp"
#include "cli/store/open_ledger.hpp"

namespace headroom {

/// `headroom check LEDGER`: every fault, warning and note of a ledger on `err`, sorted by file and line; where there is
/// no fault, a paragraph on `out` that says what the ledger holds. Gives the exit status.
int run_check(const LedgerArgument& ledger, std::ostream& out, std::ostream& err, Language language = Language::en);

/// Adds the command.
AddCommand add_check;

}  // namespace headroom
