#pragma once

#include <functional>
#include <iosfwd>

#include "cli/commands/import.hpp"

namespace headroom {

/// Brings an accounting export into a company of a database (`--db`, `--company`), which is made where it is missing: the company's
/// documents are laid out in a folder for the time of the import, `import` brings the export into it, and what comes of it takes the
/// company's place, all in one transaction. Gives the exit status.
int run_import_into_database(const ImportArguments& arguments, std::ostream& out, std::ostream& err,
                             const std::function<int(const ImportArguments&, std::ostream&, std::ostream&)>& import);

}  // namespace headroom
