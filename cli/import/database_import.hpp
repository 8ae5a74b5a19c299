// Imports an export into a company of a database.
#pragma once

#include <iosfwd>

#include "cli/import/import_arguments.hpp"

namespace headroom {

/// Brings an accounting export into a company of a database: what is there of it, if anything, is taken out, imported
/// into, and put back in one transaction. Gives the exit status. Requires: arguments.db.
int run_import_into_database(const ImportArguments& arguments, std::ostream& out, std::ostream& err);

}  // namespace headroom
