#pragma once

#include <filesystem>
#include <iosfwd>
#include <optional>

#include "cli/commands/import_files.hpp"
#include "cli/commands/known_company.hpp"
#include "cli/input/imported_books.hpp"

namespace headroom {

/// Where an import goes: the folder, and what its company.toml says or is to say.
struct ImportTarget {
  std::filesystem::path folder;
  bool replace = false;               ///< overwrite the files of an earlier import
  std::optional<KnownCompany> known;  ///< of the company.toml that is there
  NewCompany company;                 ///< for the one that is to be written where there is none, as far as options tell
};

/// A file of the ledger that an import would overwrite.
Fault file_in_the_way(const std::filesystem::path& file);

/// Says each assumption in a line of its own.
void say_assumptions(const std::vector<std::string>& sentences, std::ostream& err);

/// Lists faults, the first fifty in full, and that nothing was written. Gives the exit status.
int stop_import(const Faults& faults, bool says_nothing_written, std::ostream& err);

/// Writes what a source holds into the ledger's folder, all or nothing: the tables, and counterparties.csv and company.toml where
/// there are none. Says on `out` what was written, on `err` what was assumed or is at fault. Gives the exit status.
int write_imported_books(const ImportedBooks& books, const ImportTarget& target, std::ostream& out, std::ostream& err);

}  // namespace headroom
