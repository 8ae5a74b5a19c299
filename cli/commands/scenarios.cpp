#include "cli/commands/scenarios.hpp"

#include <memory>
#include <ostream>

#include "cli/commands/options.hpp"
#include "cli/report/exit_status.hpp"
#include "cli/report/words/language.hpp"
#include "cli/syntax/message.hpp"
#include "cli/terminal/style.hpp"
#include "cli/what_if/built_in_files.hpp"
#include "cli/what_if/scenario_file.hpp"

namespace headroom {

int run_scenarios(std::ostream& out, Language language) {
  const auto say = [language](const Message& message) { return shown_text(message, words_of(language)); };
  const Style style = style_of_standard_output();
  for (const EmbeddedFile& file : built_in_scenarios()) {
    const auto scenario = read_scenario_text(std::string(file.name), file.content);
    if (!scenario) throw ContractError("a built-in scenario is at fault: " + to_text(scenario.faults().front()));
    out << style.title(id_of(file)) << "\n" << style.paragraph(say(given_name(scenario.value().name)), "  ");
    if (!scenario.value().description.empty())
      out << style.paragraph(say(given_name(scenario.value().description)), "  ");
    out << "\n";
  }
  out << style.line(say(
             message("Without --scenario the ledger is played as written. A scenario of your own is one short file:")))
      << "  headroom run LEDGER --scenario my_scenario.toml\n";
  return exit_done;
}

void add_scenarios(CLI::App& app, CommandAction& chosen) {
  CommandOptions command(app, "scenarios", "The built-in scenarios: what may go wrong");
  const auto language = std::make_shared<Language>(Language::en);
  command.language(*language);
  command.closing("Example:\n  headroom scenarios");
  command.action(chosen, [language](std::ostream& out, std::ostream&) { return run_scenarios(out, *language); });
}

}  // namespace headroom
