// What an import says: notes, assumptions, what was written and what comes next.
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
void say_note(const Message& sentence, std::ostream& err);

/// Says what was taken for granted, in a line of its own.
void say_assumption(const Message& sentence, std::ostream& err);

/// Says each of several assumptions.
template <class Sentences>
void say_assumptions(const Sentences& sentences, std::ostream& err) {
  for (const auto& sentence : sentences) say_assumption(sentence, err);
}

/// Lists faults, the first fifty in full, and that nothing was written. Gives the exit status.
int stop_import(const Faults& faults, bool says_nothing_written, std::ostream& err);

/// A document of the ledger that was written.
std::string wrote_line(const std::string& document);

/// What comes next: figures that no export holds, to be put into `company_file`.
std::string next_figures_line(const std::string& company_file, const std::string& ledger, bool asks_for_cash);

/// What comes next: to see whether the ledger is in order.
std::string next_check_line(const std::string& ledger);

/// The firm of a database that was written: for the first time, or once more.
std::string stored_line(const std::string& database, const std::string& company, bool is_new);

/// What comes next for a firm that was stored for the first time.
std::string next_figures_of_database_line(const std::string& database, const std::string& company);

}  // namespace headroom
