// Brings bank statements into a ledger, or a ledger up to a statement's day.
#pragma once

#include <iosfwd>

#include "cli/exports/statements/bank_statement.hpp"
#include "cli/import/import_writing.hpp"

namespace headroom {

/// Brings bank statements into a ledger. A new one gets their closing balance as its cash. For one that is there, says
/// what they change: cash, as_of, what open invoices and bills were paid; `does_update` does it, all or nothing. Gives
/// the exit status.
ImportOutcome import_statement(const BankStatements& statements, const ImportTarget& target, bool does_update,
                               std::ostream& out, std::ostream& err);

}  // namespace headroom
