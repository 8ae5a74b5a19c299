#include "cli/commands/reliefs.hpp"

#include <ostream>

#include "cli/commands/options.hpp"
#include "cli/report/exit_status.hpp"
#include "cli/report/words/relief_terms.hpp"
#include "cli/terminal/style.hpp"
#include "cli/what_if/built_in_files.hpp"
#include "cli/what_if/relief_file.hpp"

namespace headroom {

int run_reliefs(std::ostream& out) {
  const Style style = style_of_standard_output();
  for (const EmbeddedFile& file : built_in_reliefs()) {
    // Every built-in relief names its currency; the other argument stands for that of a ledger, and there is none here.
    const auto read = read_relief_text(std::string(file.name), file.content, "CNY");
    if (!read) throw ContractError("a built-in relief is at fault: " + to_text(read.faults().front()));
    const Relief& relief = read.value();
    out << style.title(id_of(file)) << "\n" << style.paragraph(relief.name, "  ");
    if (!relief.description.empty()) out << style.paragraph(relief.description, "  ");
    for (const Message& term : relief_terms(relief)) out << style.paragraph(text_of(term), "  - ");
    if (!relief.source.empty()) out << style.paragraph("source: " + relief.source, "  ");
    for (const std::string& assumption : relief.assumptions) out << style.paragraph("assumption: " + assumption, "  ");
    out << "\n";
  }
  out << "A relief of your own is one short file:\n  headroom run LEDGER --relief my_relief.toml\n";
  return exit_done;
}

void add_reliefs(CLI::App& app, CommandAction& chosen) {
  CommandOptions command(app, "reliefs", "The built-in reliefs: what may help, with sources and assumptions");
  command.closing("Example:\n  headroom reliefs");
  command.action(chosen, [](std::ostream& out, std::ostream&) { return run_reliefs(out); });
}

}  // namespace headroom
