#include "cli/commands/reliefs.hpp"

#include <memory>
#include <ostream>

#include "cli/commands/options.hpp"
#include "cli/report/exit_status.hpp"
#include "cli/report/words/relief_terms.hpp"
#include "cli/syntax/message.hpp"
#include "cli/terminal/style.hpp"
#include "cli/what_if/built_in_files.hpp"
#include "cli/what_if/relief_file.hpp"

namespace headroom {

int run_reliefs(std::ostream& out, Language language) {
  const auto say = [language](const Message& message) { return shown_text(message, words_of(language)); };
  const Style style = style_of_standard_output();
  for (const EmbeddedFile& file : built_in_reliefs()) {
    // Every built-in relief names its currency; the other argument stands for that of a ledger, and there is none here.
    const auto read = read_relief_text(std::string(file.name), file.content, "CNY");
    if (!read) throw ContractError("a built-in relief is at fault: " + to_text(read.faults().front()));
    const Relief& relief = read.value();
    out << style.title(id_of(file)) << "\n" << style.paragraph(say(given_name(relief.name)), "  ");
    if (!relief.description.empty()) out << style.paragraph(say(given_name(relief.description)), "  ");
    for (const Message& term : relief_terms(relief)) out << style.paragraph(say(term), "  - ");
    if (!relief.source.empty()) out << style.paragraph(say(message("source: {}", relief.source)), "  ");
    for (const std::string& assumption : relief.assumptions)
      out << style.paragraph(say(message("assumption: {}", given_name(assumption))), "  ");
    out << "\n";
  }
  out << say(message("A relief of your own is one short file:")) << "\n  headroom run LEDGER --relief my_relief.toml\n";
  return exit_done;
}

void add_reliefs(CLI::App& app, CommandAction& chosen) {
  CommandOptions command(app, "reliefs", "The built-in reliefs: what may help, with sources and assumptions");
  const auto language = std::make_shared<Language>(Language::en);
  command.language(*language);
  command.closing("Example:\n  headroom reliefs");
  command.action(chosen, [language](std::ostream& out, std::ostream&) { return run_reliefs(out, *language); });
}

}  // namespace headroom
