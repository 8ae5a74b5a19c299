#include "cli/commands/check.hpp"

#include <memory>
#include <ostream>

#include "cli/commands/options.hpp"
#include "cli/report/exit_status.hpp"
#include "cli/report/words/check_sentences.hpp"
#include "cli/report/words/finding_text.hpp"
#include "cli/terminal/style.hpp"

namespace headroom {

namespace {

/// What nobody has entered, the most telling first.
std::string unanswered_text(const std::vector<Unanswered>& unanswered, const Style& style, const MessageWords& words) {
  if (unanswered.empty()) return "";
  const std::size_t needed = obstacles_to_play(unanswered).size();
  std::string out = shown_text(unanswered_heading(unanswered.size(), needed), words) + "\n";
  for (const Unanswered& one : unanswered) out += style.paragraph(shown_text(unanswered_words(one), words), "  ");
  if (needed > 0) out += style.paragraph(shown_text(unanswered_closing(), words));
  return out;
}

}  // namespace

int run_check(const LedgerArgument& ledger, std::ostream& out, std::ostream& err, Language language) {
  const MessageWords& words = words_of(language);
  const auto stop = [&err, &words](const Faults& faults) {
    err << findings_text(faults, words) << shown_text(count_sentence(faults), words) << "\n";
    return exit_status_of(faults);
  };
  const auto source = open_ledger(ledger);
  if (!source) return stop(source.faults());
  const auto loaded = load_ledger(*source.value());
  if (!loaded) return stop(loaded.faults());
  const Faults& notices = loaded.value().notices;
  const std::vector<Unanswered>& unanswered = loaded.value().unanswered;
  const Style style = style_of_standard_output();
  err << findings_text(notices, words);
  out << shown_text(count_sentence(notices), words) << "\n" << unanswered_text(unanswered, style, words);
  if (obstacles_to_play(unanswered).empty())
    out << style.paragraph(shown_text(ledger_summary(loaded.value().ledger), words));
  return exit_done;
}

void add_check(CLI::App& app, CommandAction& chosen) {
  CommandOptions command(app, "check", "Find every fault of a ledger, and what would mend it");
  struct Arguments {
    LedgerArgument ledger;
    Language language = Language::en;
  };
  const auto arguments = std::make_shared<Arguments>();
  command.ledger(arguments->ledger);
  command.language(arguments->language);
  command.closing("Examples:\n  headroom check my_firm\n  headroom check firms.db --company \"Lumen Bay\"");
  command.action(chosen, [arguments](std::ostream& out, std::ostream& err) {
    return run_check(arguments->ledger, out, err, arguments->language);
  });
}

}  // namespace headroom
