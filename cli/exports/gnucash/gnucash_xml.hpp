// Reads GnuCash's books from their XML form.
#pragma once

#include <string>

#include "cli/exports/gnucash/gnucash_tables.hpp"
#include "models/error.hpp"

namespace headroom {

/// Reads GnuCash's books as XML, as GnuCash saves them by default, already unpacked: the same tables as of the same
/// books in SQLite.
///
/// Errors: what is not well-formed XML or passes the reader's limits (cli/syntax/markup.hpp); a document without a
/// book; a number that is no fraction.
Result<GnucashTables> read_gnucash_xml(const std::string& file, const std::string& bytes);

}  // namespace headroom
