#include "cli/commands/rerun.hpp"

#include <algorithm>
#include <memory>
#include <ostream>
#include <sstream>
#include <utility>

#include "cli/commands/assess.hpp"
#include "cli/commands/breakpoint.hpp"
#include "cli/commands/drivers.hpp"
#include "cli/commands/json_output.hpp"
#include "cli/commands/options.hpp"
#include "cli/commands/run.hpp"
#include "cli/commands/saved_answers.hpp"
#include "cli/commands/shell_words.hpp"
#include "cli/commands/size.hpp"
#include "cli/report/exit_status.hpp"
#include "cli/report/json/json_difference.hpp"
#include "cli/report/json/saved_json.hpp"
#include "cli/report/text/saved_text.hpp"
#include "cli/report/version.hpp"
#include "cli/report/words/finding_text.hpp"
#include "cli/syntax/message.hpp"

namespace headroom {

namespace {

using Words = std::vector<std::string>;
using SavedInputs = std::shared_ptr<const std::vector<SavedInput>>;

/// What a command prints as JSON when it is given these words and reads saved inputs; its faults where it has some.
struct Recomputed {
  std::string json, faults;
};

/// Gives the words to a command as if they were typed.
template <class Arguments, void (*add_options)(CommandOptions&, Arguments&),
          int (*run)(const Arguments&, std::ostream&, std::ostream&)>
Recomputed recomputed(const Words& words, SavedInputs inputs) {
  Arguments arguments;
  const auto wrong = read_command_words(words, [&](CommandOptions& command) { add_options(command, arguments); });
  if (wrong) return {"", *wrong};
  arguments.saved_inputs = std::move(inputs);
  arguments.json = "-";
  arguments.save.reset();
  std::ostringstream out, err;
  run(arguments, out, err);
  return {out.str(), err.str()};
}

/// A command whose answers can be saved.
struct SavedCommand {
  std::string_view name;
  Recomputed (*compute)(const Words& words, SavedInputs inputs);
};

constexpr SavedCommand saved_commands[] = {
    {"run", recomputed<RunArguments, add_run_options, run_run>},
    {"size", recomputed<SizeArguments, add_size_options, run_size>},
    {"breakpoint", recomputed<BreakpointArguments, add_breakpoint_options, run_breakpoint>},
    {"drivers", recomputed<DriversArguments, add_drivers_options, run_drivers>},
    {"assess", recomputed<AssessArguments, add_assess_options, run_assess>},
};

/// Computes a saved run again.
/// Errors: a command that this program does not know, or one that no longer takes what it was given.
Result<std::string> json_computed_again(const std::string& file, const SavedRun& run) {
  const auto failed = [&](Message what, const std::string& value) {
    return Fault{file, 0, 0, std::move(what), value, "compute it with the version of headroom that has saved it"};
  };
  auto words = words_of_shell_line(run.command);
  if (!words || words->size() < 2) return failed("holds a command that cannot be read", run.command);
  words->erase(words->begin());  // the program's name
  for (const SavedCommand& command : saved_commands) {
    if (command.name != words->front()) continue;
    const Recomputed again = command.compute(*words, std::make_shared<const std::vector<SavedInput>>(run.inputs));
    if (again.json.empty())
      return failed(message("run {} cannot be computed again by this version", run.id), again.faults);
    return again.json;
  }
  return failed("holds a command that this version cannot compute again", run.command);
}

std::optional<ChangedField> first_difference(const std::string& saved, const std::string& now) {
  const auto differences = field_differences(without_places(Json::parse(saved, nullptr, false)),
                                             without_places(Json::parse(now, nullptr, false)));
  if (differences.empty()) return std::nullopt;
  const FieldDifference& first = differences.front();
  return ChangedField{first.field, first.first.dump(), first.second.dump()};
}

}  // namespace

int run_rerun(const RerunArguments& arguments, std::ostream& out, std::ostream& err) {
  const auto stop = [&err](const Faults& faults) {
    err << findings_text(faults);
    return exit_status_of(faults);
  };
  auto run = find_saved_run(arguments.file, arguments.id);
  if (!run) return stop(run.faults());
  if (const auto obstacle = obstacle_to_json(arguments.json)) return stop({*obstacle});
  const auto again = json_computed_again(arguments.file.string(), run.value());
  if (!again) return stop(again.faults());
  RerunReport report{arguments.file.string(), std::move(run).value(), std::nullopt, std::string(version()),
                     std::string(compiler())};
  report.first_difference = first_difference(report.run.result, again.value());
  const int status =
      write_reports(arguments.json, rerun_json(report), rerun_text(report, style_of_standard_output()), out, err);
  return status == exit_done && report.first_difference ? exit_input_at_fault : status;
}

void add_rerun(CLI::App& app, CommandAction& chosen) {
  CommandOptions command(app, "rerun", "Compute a saved run again from what is stored of it, and compare");
  const auto arguments = std::make_shared<RerunArguments>();
  command.argument("FILE.db", arguments->file, "The file to which the run was saved");
  command.argument("ID", arguments->id, "Which run, as headroom runs lists them");
  command.json(arguments->json);
  command.closing("Example:\n  headroom rerun runs.db 1");
  command.action(chosen, [arguments](std::ostream& out, std::ostream& err) { return run_rerun(*arguments, out, err); });
}

}  // namespace headroom
