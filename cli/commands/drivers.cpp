#include "cli/commands/drivers.hpp"

#include <fmt/format.h>

#include <charconv>
#include <memory>
#include <ostream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/commands/json_output.hpp"
#include "cli/commands/options.hpp"
#include "cli/commands/saved_answers.hpp"
#include "cli/report/drivers_report.hpp"
#include "cli/report/exit_status.hpp"
#include "cli/report/json/drivers_json.hpp"
#include "cli/report/text/drivers_text.hpp"
#include "cli/report/version.hpp"
#include "cli/report/words/eligibility_words.hpp"
#include "cli/report/words/finding_text.hpp"
#include "cli/syntax/message.hpp"
#include "cli/terminal/progress.hpp"
#include "models/eligibility.hpp"

namespace headroom {

namespace {

/// A default probability between 0 and 1, as a share or in percent.
double read_target(const std::string& text) {
  std::string_view digits = text;
  const bool is_percent = digits.ends_with('%');
  if (is_percent) digits.remove_suffix(1);
  double read = 0.0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), read);
  const double target = is_percent ? read / 100.0 : read;
  if (error != std::errc() || end != digits.data() + digits.size() || !(target >= 0.0 && target <= 1.0))
    throw OptionError(
        fmt::format("\"{}\" is not a default probability: write a number from 0 to 1, such as 0.05 or 5%", text));
  return target;
}

/// Causes and levers are those of one case; nothing where one was asked about.
std::optional<std::string_view> too_many(const DriversArguments& arguments) {
  if (arguments.scenarios.size() > 1) return "drivers asks about one scenario at a time";
  if (arguments.reliefs.size() > 1) return "drivers asks about one relief at a time";
  return std::nullopt;
}

}  // namespace

int run_drivers(const DriversArguments& arguments, std::ostream& out, std::ostream& err) {
  if (const auto obstacle = too_many(arguments)) {
    err << "headroom: " << *obstacle << "\nTry: headroom drivers --help\n";
    return exit_wrong_usage;
  }
  auto read = read_what_if_inputs(arguments);
  if (!read) {
    err << findings_text(read.faults());
    return exit_status_of(read.faults());
  }
  WhatIfInputs& inputs = read.value();
  if (const auto obstacle = obstacle_to_json(arguments.json)) {
    err << findings_text({*obstacle});
    return exit_machine_failed;
  }
  if (const auto obstacle = obstacle_to_saving(arguments)) {
    err << findings_text({*obstacle});
    return exit_status_of({*obstacle});
  }
  const std::vector<SavedInput> saved = arguments.save ? saved_inputs_of(inputs) : std::vector<SavedInput>();
  SimulationSettings settings = settings_of(arguments, inputs.ledger());
  DriversReport report;
  report.manifest = manifest_of(inputs, settings);
  report.notices = inputs.notices;
  report.unanswered = inputs.loaded.unanswered;
  report.scenario = inputs.scenarios.front();
  DriversQuestion question{&inputs.ledger(), report.scenario, nullptr, arguments.target};
  OfferedRelief offered;
  if (!inputs.reliefs.empty()) {
    report.relief = inputs.reliefs.front();
    offered = offered_relief(*report.relief, inputs.ledger());
    if (!offered.is_eligible()) {
      err << findings_text({Fault{
          arguments.reliefs.front(), 0, 0,
          message("the firm does not get this relief: {}", reasons_message(offered.unmet, inputs.ledger().company)), "",
          "ask without it, or about another"}});
      return exit_input_at_fault;
    }
    question.relief = &offered.terms;
  }
  const std::string own = (arguments.target ? fmt::format(" --target {}", *arguments.target) : "") +
                          fmt::format(" --paths {}", settings.paths);
  report.manifest.command = command_line_of("drivers", arguments, own, settings.horizon_days);
  Progress progress(settings.paths);
  settings.progress = [&progress](std::uint64_t done) { progress.show(done); };
  report.result = drivers_of(question, settings);
  const bool is_json_alone = arguments.json == "-";
  if (is_json_alone) err << findings_text(report.notices);
  const std::string json = arguments.json || arguments.save ? drivers_document(report, version()) : "";
  const int status = write_reports(arguments.json, json,
                                   is_json_alone ? "" : drivers_text(report, style_of_standard_output()), out, err);
  return save_answer(arguments, {report.manifest.command, json, saved, status}, err);
}

void add_drivers_options(CommandOptions& command, DriversArguments& arguments) {
  add_what_if_options(command, arguments);
  command.value(
      "--target", "P", [&arguments](const std::string& text) { arguments.target = read_target(text); },
      "Also say how far each lever alone must move until the default probability is at most this");
  add_paths_option(command, arguments, "How many futures (default: 100000)");
  add_play_options(command, arguments);
  add_save_option(command, arguments);
}

void add_drivers(CLI::App& app, CommandAction& chosen) {
  CommandOptions command(app, "drivers", "Why it may run out of money: causes, levers, customers, invoices to chase");
  const auto arguments = std::make_shared<DriversArguments>();
  add_drivers_options(command, *arguments);
  command.closing(
      "Examples:\n"
      "  headroom drivers my_firm\n"
      "  headroom drivers my_firm --scenario order_slump --relief china_inclusive_loan\n"
      "  headroom drivers my_firm --target 5% --json drivers.json\n\n"
      "Each lever is a scenario, and the JSON has its file: headroom run --scenario FILE plays it again.");
  command.action(chosen,
                 [arguments](std::ostream& out, std::ostream& err) { return run_drivers(*arguments, out, err); });
}

}  // namespace headroom
