#include "cli/report/words/import_words.hpp"

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

void say_note(const Message& sentence, std::ostream& err) { err << "Note: " << printable(text_of(sentence)) << ".\n"; }

void say_assumption(const Message& sentence, std::ostream& err) {
  err << "Assumed: " << printable(text_of(sentence)) << ".\n";
}

int stop_import(const Faults& faults, bool says_nothing_written, std::ostream& err) {
  for (std::size_t i = 0; i < std::min(faults.size(), faults_shown_max); ++i) err << to_text(faults[i]) << '\n';
  if (faults.size() > faults_shown_max)
    err << fmt::format("... and {} more faults ({} in all)\n", faults.size() - faults_shown_max, faults.size());
  if (says_nothing_written) err << "Nothing was written.\n";
  return exit_input_at_fault;
}

std::string wrote_line(const std::string& document) { return "Wrote " + printable(document) + "\n"; }

std::string next_figures_line(const std::string& company_file, const std::string& ledger, bool asks_for_cash) {
  return printable(fmt::format("Next: headroom set {}, which asks for {}payroll, rent and cost of sales (\"?\" in {}), "
                               "then: headroom check {}",
                               ledger, asks_for_cash ? "cash, " : "", company_file, ledger)) +
         "\n";
}

std::string next_check_line(const std::string& ledger) {
  return printable(fmt::format("Next: headroom check {}", ledger)) + "\n";
}

std::string stored_line(const std::string& database, const std::string& company, bool is_new) {
  return printable(fmt::format("{} {} as \"{}\"", is_new ? "Stored in" : "Brought into", database, company)) + "\n";
}

std::string next_figures_of_database_line(const std::string& database, const std::string& company) {
  return printable(
             fmt::format("Next: headroom set {} --company \"{}\", which asks for payroll, rent and cost of sales, "
                         "then: headroom check {} --company \"{}\"",
                         database, company, database, company)) +
         "\n";
}

}  // namespace headroom
