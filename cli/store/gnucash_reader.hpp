// The door to GnuCash's books in SQLite.
#pragma once

#include <filesystem>

#include "cli/exports/gnucash/gnucash_tables.hpp"
#include "models/error.hpp"

namespace headroom {

/// Reads GnuCash's SQLite books. The file is opened for reading alone and never changed.
///
/// Errors: a file that is no SQLite database, is damaged, larger than 2 GB or was left in the middle of a change;
/// another database; books of a version whose tables are not known; more than two million rows in a table; text that is
/// not UTF-8.
Result<GnucashTables> read_gnucash_tables(const std::filesystem::path& path);

}  // namespace headroom
