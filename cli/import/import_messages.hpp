// What an import says on the way: notes, assumptions, faults.
#pragma once
#include <filesystem>
#include <iosfwd>
#include <string>
#include <vector>

#include "models/error.hpp"

namespace headroom {

/// A file of the ledger that an import would overwrite.
Fault file_in_the_way(const std::filesystem::path& file);

/// Says what is worth knowing, in a line of its own.
void say_note(const std::string& sentence, std::ostream& err);

/// Says each assumption in a line of its own.
void say_assumptions(const std::vector<std::string>& sentences, std::ostream& err);

/// Lists faults, the first fifty in full, and that nothing was written. Gives the exit status.
int stop_import(const Faults& faults, bool says_nothing_written, std::ostream& err);

}  // namespace headroom
