#include "cli/report/words/import_words.hpp"

#include <algorithm>
#include <ostream>

#include "cli/report/exit_status.hpp"
#include "cli/report/words/language.hpp"
#include "cli/report/words/set_words.hpp"
#include "cli/syntax/message.hpp"

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

void say_note(const Message& sentence, std::ostream& err) { err << shown_text(message("Note: {}.", sentence)) << "\n"; }

void say_assumption(const Message& sentence, std::ostream& err) {
  err << shown_text(message("Assumed: {}.", sentence)) << "\n";
}

int stop_import(const Faults& faults, bool says_nothing_written, std::ostream& err) {
  for (std::size_t i = 0; i < std::min(faults.size(), faults_shown_max); ++i) err << to_text(faults[i]) << '\n';
  if (faults.size() > faults_shown_max)
    err << text_of(message("... and {} more faults ({} in all)", faults.size() - faults_shown_max, faults.size()))
        << "\n";
  if (says_nothing_written) err << nothing_written_line();
  return exit_input_at_fault;
}

std::string wrote_line(const std::string& document) { return shown_text(message("Wrote {}", document)) + "\n"; }

std::string next_figures_line(const std::string& company_file, const std::string& ledger, bool asks_for_cash) {
  const Message next =
      asks_for_cash ? message(
                          "Next: headroom set {}, which asks for cash, payroll, rent and cost of sales (\"?\" in {}), "
                          "then: headroom check {}",
                          ledger, company_file, ledger)
                    : message(
                          "Next: headroom set {}, which asks for payroll, rent and cost of sales (\"?\" in {}), then: "
                          "headroom check {}",
                          ledger, company_file, ledger);
  return shown_text(next) + "\n";
}

std::string next_check_line(const std::string& ledger) {
  return shown_text(message("Next: headroom check {}", ledger)) + "\n";
}

std::string stored_line(const std::string& database, const std::string& company, bool is_new) {
  return shown_text(is_new ? message("Stored in {} as \"{}\"", database, company)
                           : message("Brought into {} as \"{}\"", database, company)) +
         "\n";
}

std::string next_figures_of_database_line(const std::string& database, const std::string& company) {
  return shown_text(message("Next: headroom set {} --company \"{}\", which asks for payroll, rent and cost of sales, "
                            "then: headroom check {} --company \"{}\"",
                            database, company, database, company)) +
         "\n";
}

}  // namespace headroom
