#include "cli/commands/check.hpp"

#include <memory>
#include <ostream>

#include "cli/commands/options.hpp"
#include "cli/report/exit_status.hpp"
#include "cli/report/text/check_text.hpp"
#include "cli/report/words/check_sentences.hpp"
#include "cli/report/words/finding_text.hpp"
#include "cli/terminal/style.hpp"

namespace headroom {

int run_check(const LedgerArgument& ledger, std::ostream& out, std::ostream& err) {
  const auto stop = [&err](const Faults& faults) {
    err << findings_text(faults) << count_words(faults) << ".\n";
    return exit_status_of(faults);
  };
  const auto source = open_ledger(ledger);
  if (!source) return stop(source.faults());
  const auto loaded = load_ledger(*source.value());
  if (!loaded) return stop(loaded.faults());
  const CheckReport report = {loaded.value().ledger, loaded.value().notices, loaded.value().unanswered};
  const Style style = style_of_standard_output();
  out << check_screen(report, style) << check_details(report, style) << std::flush;
  err << findings_text(report.notices);
  return exit_done;
}

void add_check(CLI::App& app, CommandAction& chosen) {
  CommandOptions command(app, "check", "Find every fault of a ledger, and what would mend it");
  const auto ledger = std::make_shared<LedgerArgument>();
  command.ledger(*ledger);
  command.closing("Examples:\n  headroom check my_firm\n  headroom check firms.db --company \"Lumen Bay\"");
  command.action(chosen, [ledger](std::ostream& out, std::ostream& err) { return run_check(*ledger, out, err); });
}

}  // namespace headroom
