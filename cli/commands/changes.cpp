#include "cli/commands/changes.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <memory>
#include <ostream>
#include <utility>

#include "cli/commands/json_output.hpp"
#include "cli/commands/options.hpp"
#include "cli/commands/saved_answers.hpp"
#include "cli/report/exit_status.hpp"
#include "cli/report/json/changes_json.hpp"
#include "cli/report/text/changes_text.hpp"
#include "cli/report/version.hpp"
#include "cli/report/words/finding_text.hpp"
#include "cli/store/saved_ledger.hpp"
#include "cli/syntax/message.hpp"
#include "cli/terminal/progress.hpp"
#include "models/known_until.hpp"

namespace headroom {

namespace {

constexpr std::uint64_t paths_of_changes = 20'000;

/// `FILE.db#ID`, where there is no file of that whole name.
std::optional<std::pair<std::filesystem::path, std::string>> saved_run_named(const std::string& name) {
  std::error_code error;
  const std::size_t mark = name.rfind('#');
  if (mark == std::string::npos || std::filesystem::exists(name, error)) return std::nullopt;
  return std::pair(std::filesystem::path(name.substr(0, mark)), name.substr(mark + 1));
}

/// Reads the two ledgers and what is asked of them.
class Comparison {
 public:
  explicit Comparison(const ChangesArguments& arguments) : arguments_(arguments) {}

  /// Errors: every fault of either ledger or of the scenario; two currencies.
  Result<ChangesReport> report() {
    ChangesReport report;
    for (const auto& [name, compared] :
         {std::pair(&arguments_.old_ledger, &report.before), std::pair(&arguments_.new_ledger, &report.after)}) {
      auto read = inputs(*name);
      if (!read) return read.faults();
      WhatIfInputs& of_ledger = read.value();
      const SimulationSettings settings = settings_of(arguments_, of_ledger.ledger());
      report.manifest = manifest_of(of_ledger, settings);
      scenario_ = of_ledger.scenarios.front();
      *compared = {*name, of_ledger.ledger(), settings.horizon_days, report.manifest.inputs_sha256};
      report.notices.insert(report.notices.end(), of_ledger.notices.begin(), of_ledger.notices.end());
    }
    if (auto fault = unlike(report)) return std::move(*fault);
    report.scenario = scenario_.name;
    report.manifest.paths = arguments_.paths.value_or(paths_of_changes);
    report.manifest.command = command_line(report);
    play(report);
    return report;
  }

 private:
  Result<WhatIfInputs> inputs(const std::string& name) const {
    WhatIfArguments of_ledger = arguments_;
    of_ledger.ledger.path = name;
    const auto saved = saved_run_named(name);
    if (!saved) {
      std::error_code error;  // a folder holds one company, whatever the other is
      if (std::filesystem::is_directory(name, error)) of_ledger.ledger.company.reset();
      return read_what_if_inputs(of_ledger);
    }
    const auto run = find_saved_run(saved->first, saved->second);
    if (!run) return run.faults();
    SavedLedger ledger(run.value().inputs, name);
    return read_what_if_inputs(ledger, of_ledger, find_named_text);
  }

  static std::optional<Fault> unlike(const ChangesReport& report) {
    const Company &before = report.before.ledger.company, &after = report.after.ledger.company;
    if (before.currency == after.currency) return std::nullopt;
    return Fault{report.after.named,
                 0,
                 0,
                 message("is kept in another currency than {} ({})", report.before.named, before.currency),
                 after.currency,
                 "compare ledgers of one firm in one currency"};
  }

  std::string command_line(const ChangesReport& report) const {
    std::string out =
        fmt::format("headroom changes {} {}", shell_word(arguments_.old_ledger), shell_word(arguments_.new_ledger));
    if (arguments_.ledger.company) out += " --company " + shell_word(*arguments_.ledger.company);
    for (const std::string& name : arguments_.scenarios) out += " --scenario " + shell_word(name);
    out += fmt::format(" --paths {} --seed {}", report.manifest.paths, arguments_.seed);
    if (arguments_.horizon)
      out += fmt::format(" --horizon {}{}", arguments_.horizon->count, arguments_.horizon->is_months ? "m" : "d");
    if (arguments_.default_event != Event::illiquid)
      out += fmt::format(" --default {}", name_of(arguments_.default_event));
    return out;
  }

  void play(ChangesReport& report) const {
    ChangesQuestion question{
        report.before.ledger,       report.after.ledger,      scenario_, settings_of(arguments_, report.after.ledger),
        report.before.horizon_days, report.after.horizon_days};
    question.settings.paths = report.manifest.paths;
    Progress progress(Progress::unknown);
    question.settings.progress = [&progress](std::uint64_t done) { progress.show(done); };
    report.changes = changes_between(question);
  }

  const ChangesArguments& arguments_;
  Scenario scenario_;
};

}  // namespace

int run_changes(const ChangesArguments& arguments, std::ostream& out, std::ostream& err) {
  const auto stop = [&err](const Faults& faults) {
    err << findings_text(faults);
    return exit_status_of(faults);
  };
  if (const auto obstacle = obstacle_to_json(arguments.json)) return stop({*obstacle});
  const auto report = Comparison(arguments).report();
  if (!report) return stop(report.faults());
  err << findings_text(report.value().notices);
  return write_reports(arguments.json, changes_json(report.value(), version()),
                       changes_text(report.value(), style_of_standard_output()), out, err);
}

void add_changes(CLI::App& app, CommandAction& chosen) {
  CommandOptions command(app, "changes", "Why the answer moved: what of the difference each changed part explains");
  const auto arguments = std::make_shared<ChangesArguments>();
  command.argument("OLD", arguments->old_ledger,
                   "The earlier ledger: a folder, a database, or a saved run, FILE.db#ID");
  command.argument("NEW", arguments->new_ledger, "The later one, likewise");
  command.text("--company", "NAME", arguments->ledger.company, "Which company of databases that hold several");
  command.value(
      "--scenario", "S", [arguments](const std::string& text) { arguments->scenarios = {text}; },
      "What goes wrong in both: a built-in name or a file");
  add_paths_option(command, *arguments, "How many futures (default: 20000)");
  add_play_options(command, *arguments);
  command.closing(
      "Examples:\n"
      "  headroom changes october november\n"
      "  headroom changes runs.db#1 my_firm --scenario order_slump");
  command.action(chosen,
                 [arguments](std::ostream& out, std::ostream& err) { return run_changes(*arguments, out, err); });
}

}  // namespace headroom
