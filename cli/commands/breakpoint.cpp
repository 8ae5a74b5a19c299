#include "cli/commands/breakpoint.hpp"

#include <fmt/format.h>

#include <memory>
#include <ostream>
#include <utility>

#include "cli/commands/json_output.hpp"
#include "cli/commands/options.hpp"
#include "cli/commands/question.hpp"
#include "cli/commands/saved_answers.hpp"
#include "cli/report/exit_status.hpp"
#include "cli/report/json/breakpoint_json.hpp"
#include "cli/report/text/breakpoint_text.hpp"
#include "cli/report/version.hpp"
#include "cli/report/words/finding_text.hpp"

namespace headroom {

namespace {

/// What cannot be asked for; nothing where it can.
std::optional<std::string_view> misuse_of(const BreakpointArguments& arguments) {
  if (arguments.scenarios.size() != 1) return "breakpoint needs one --scenario: what is to be made stronger or weaker";
  if (!arguments.target) return "breakpoint needs --target: the default probability that is to be reached, such as 20%";
  return std::nullopt;
}

}  // namespace

int run_breakpoint(const BreakpointArguments& arguments, std::ostream& out, std::ostream& err) {
  if (const auto misuse = misuse_of(arguments)) return wrong_usage(err, "breakpoint", *misuse);
  auto inputs = read_what_if_inputs(arguments);
  if (!inputs) {
    err << findings_text(inputs.faults(), words_of(arguments.language));
    return exit_status_of(inputs.faults());
  }
  if (const auto obstacle = obstacle_to_json(arguments.json)) {
    err << findings_text({*obstacle});
    return exit_machine_failed;
  }
  if (const auto obstacle = obstacle_to_saving(arguments)) {
    err << findings_text({*obstacle});
    return exit_status_of({*obstacle});
  }
  const std::vector<SavedInput> saved = arguments.save ? saved_inputs_of(inputs.value()) : std::vector<SavedInput>();
  const Ledger& ledger = inputs.value().ledger();
  SimulationSettings settings = settings_of(arguments, ledger);
  BreakpointReport report{
      manifest_of(inputs.value(), settings), inputs.value().notices, inputs.value().loaded.unanswered,
      inputs.value().scenarios.front(),      *arguments.target,      {}};
  inputs.value().texts = {};  // as large as the ledger's files: not kept while playing
  const std::string own = fmt::format(" --target {} --paths {}", *arguments.target, settings.paths);
  report.manifest.command = command_line_of("breakpoint", arguments, own, settings.horizon_days);
  {
    const QuestionProgress progress(settings);
    report.answer = find_breakpoint(ledger, report.scenario, report.target, settings);
  }
  const bool is_json_alone = arguments.json == "-";
  if (is_json_alone) err << findings_text(report.notices, words_of(arguments.language));
  const std::string json = arguments.json || arguments.save ? breakpoint_json(report, version()) : "";
  const int status = write_reports(
      arguments.json, json,
      is_json_alone ? "" : breakpoint_text(report, style_of_standard_output(), words_of(arguments.language)), out, err);
  return save_answer(arguments, {report.manifest.command, json, saved, status}, err);
}

void add_breakpoint_options(CommandOptions& command, BreakpointArguments& arguments) {
  command.ledger(arguments.ledger);
  add_scenario_option(command, arguments, "What goes wrong: a built-in name or a file");
  command.share(
      "--target", [&arguments](double share) { arguments.target = share; },
      "The default probability that is to be reached: 0.20 or 20%");
  add_paths_option(command, arguments, "How many futures (default: 100000)");
  add_play_options(command, arguments);
  command.language(arguments.language);
  add_save_option(command, arguments);
}

void add_breakpoint(CLI::App& app, CommandAction& chosen) {
  CommandOptions command(app, "breakpoint",
                         "How strong a scenario must be for the default probability to reach a target");
  const auto arguments = std::make_shared<BreakpointArguments>();
  add_breakpoint_options(command, *arguments);
  command.closing(
      "0 is the ledger as written, 1 the scenario as it stands; up to 10 times its strength is tried, to 0.01.\n"
      "headroom run plays any of them: see its option for the intensity.\n\n"
      "Examples:\n"
      "  headroom breakpoint my_firm --scenario order_slump --target 20%\n"
      "  headroom breakpoint my_firm --scenario my_scenario.toml --target 0.1 --default below_minimum --json -");
  command.action(chosen,
                 [arguments](std::ostream& out, std::ostream& err) { return run_breakpoint(*arguments, out, err); });
}

}  // namespace headroom
