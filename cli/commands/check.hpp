// `headroom check`: lists what is wrong with a ledger, or says what it holds.
#pragma once
#include <iosfwd>

#include "cli/store/open_ledger.hpp"

namespace headroom {

/// `headroom check LEDGER`: every fault, warning and note of a ledger on `err`, sorted by file and line; where there is
/// no fault, a paragraph on `out` that says what the ledger holds. Gives the exit status.
int run_check(const LedgerArgument& ledger, std::ostream& out, std::ostream& err);

}  // namespace headroom
