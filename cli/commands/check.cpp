#include "cli/commands/check.hpp"

#include <memory>
#include <ostream>

#include "cli/commands/options.hpp"
#include "cli/report/exit_status.hpp"
#include "cli/report/text/check_text.hpp"
#include "cli/report/words/check_sentences.hpp"
#include "cli/report/words/finding_text.hpp"
#include "cli/syntax/message.hpp"
#include "cli/terminal/style.hpp"

namespace headroom {

int run_check(const LedgerArgument& ledger, std::ostream& out, std::ostream& err, Language language) {
  const MessageWords& words = words_of(language);
  const auto stop = [&err, &words](const Faults& faults) {
    err << findings_text(faults, words) << shown_text(message("{}.", count_words(faults)), words) << "\n";
    return exit_status_of(faults);
  };
  const auto source = open_ledger(ledger);
  if (!source) return stop(source.faults());
  const auto loaded = load_ledger(*source.value());
  if (!loaded) return stop(loaded.faults());
  const CheckReport report = {loaded.value().ledger, loaded.value().notices, loaded.value().unanswered};
  const Style style = style_of_standard_output();
  out << check_screen(report, style, words) << check_details(report, style, words);
  err << findings_text(report.notices, words);
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
