// Copies whole ledgers between folders and databases.
#pragma once

#include <iosfwd>

#include "cli/import/import_arguments.hpp"

namespace headroom {

/// Whether the source of an import is a whole ledger: a folder, or a database of ledgers.
bool is_ledger_source(const std::filesystem::path& source);

/// Brings a whole ledger from a folder or database into a database, or from a database into a folder. Gives the exit
/// status.
int run_import_ledger(const ImportArguments& arguments, std::ostream& out, std::ostream& err);

}  // namespace headroom
