#include "cli/import/import_messages.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <ostream>

#include "cli/report/exit_status.hpp"

namespace headroom {

namespace {

constexpr std::size_t faults_shown_max = 50;

}  // namespace

Fault file_in_the_way(const std::filesystem::path& file) {
  return {file.string(),
          0,
          0,
          "already exists, and holds what was imported or entered before",
          "",
          "give --replace to overwrite it, or another --into"};
}

void say_note(const std::string& sentence, std::ostream& err) { err << "Note: " << printable(sentence) << ".\n"; }

void say_assumptions(const std::vector<std::string>& sentences, std::ostream& err) {
  for (const std::string& sentence : sentences) err << "Assumed: " << printable(sentence) << ".\n";
}

int stop_import(const Faults& faults, bool says_nothing_written, std::ostream& err) {
  for (std::size_t i = 0; i < std::min(faults.size(), faults_shown_max); ++i) err << to_text(faults[i]) << '\n';
  if (faults.size() > faults_shown_max)
    err << fmt::format("... and {} more faults ({} in all)\n", faults.size() - faults_shown_max, faults.size());
  if (says_nothing_written) err << "Nothing was written.\n";
  return exit_input_at_fault;
}

}  // namespace headroom
