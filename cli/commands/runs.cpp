#include "cli/commands/runs.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <ostream>

#include "cli/commands/json_output.hpp"
#include "cli/commands/options.hpp"
#include "cli/commands/saved_answers.hpp"
#include "cli/report/exit_status.hpp"
#include "cli/report/json/json_difference.hpp"
#include "cli/report/json/saved_json.hpp"
#include "cli/report/text/saved_text.hpp"
#include "cli/report/words/finding_text.hpp"
#include "cli/store/saved_ledger.hpp"

namespace headroom {

namespace {

std::string shown_name(const SavedInput& input) {
  return input.noun == ledger_noun ? input.name : fmt::format("{} {}", input.noun, input.name);
}

const SavedInput* find_input(const std::vector<SavedInput>& inputs, const std::string& name) {
  const auto found =
      std::find_if(inputs.begin(), inputs.end(), [&](const SavedInput& input) { return shown_name(input) == name; });
  return found == inputs.end() ? nullptr : &*found;
}

/// Line by line, the files of the first run in their order, then those that only the second has.
std::vector<ChangedLine> changed_lines(const SavedRun& first, const SavedRun& second) {
  std::vector<ChangedLine> changed;
  const auto add = [&changed](const std::string& file, std::string_view one, std::string_view other) {
    for (LineDifference& difference : line_differences(one, other)) changed.push_back({file, std::move(difference)});
  };
  for (const SavedInput& input : first.inputs) {
    const SavedInput* other = find_input(second.inputs, shown_name(input));
    add(shown_name(input), input.text, other == nullptr ? std::string_view() : std::string_view(other->text));
  }
  for (const SavedInput& input : second.inputs)
    if (find_input(first.inputs, shown_name(input)) == nullptr) add(shown_name(input), "", input.text);
  return changed;
}

RunDifference difference_of(const SavedRun& first, const SavedRun& second) {
  RunDifference difference{first.id, second.id, changed_lines(first, second), {}};
  for (const FieldDifference& field :
       field_differences(Json::parse(first.result, nullptr, false), Json::parse(second.result, nullptr, false)))
    difference.results.push_back({field.field, field.first.dump(), field.second.dump()});
  return difference;
}

int stop(const Faults& faults, std::ostream& err) {
  err << findings_text(faults);
  return exit_status_of(faults);
}

int compare_runs(const RunsArguments& arguments, std::ostream& out, std::ostream& err) {
  const auto first = find_saved_run(arguments.file, arguments.compared[0]);
  if (!first) return stop(first.faults(), err);
  const auto second = find_saved_run(arguments.file, arguments.compared[1]);
  if (!second) return stop(second.faults(), err);
  const RunDifference difference = difference_of(first.value(), second.value());
  return write_reports(arguments.json, run_difference_json(difference),
                       run_difference_text(difference, style_of_standard_output()), out, err);
}

}  // namespace

int run_runs(const RunsArguments& arguments, std::ostream& out, std::ostream& err) {
  if (!arguments.compared.empty()) return compare_runs(arguments, out, err);
  const auto runs = saved_runs(arguments.file);
  if (!runs) return stop(runs.faults(), err);
  return write_reports(arguments.json, saved_runs_json(runs.value()),
                       saved_runs_text(arguments.file.string(), runs.value(), style_of_standard_output()), out, err);
}

void add_runs(CLI::App& app, CommandAction& chosen) {
  CommandOptions command(app, "runs", "List the answers that were saved to a file, or compare two of them");
  const auto arguments = std::make_shared<RunsArguments>();
  command.argument("FILE.db", arguments->file, "The file to which runs were saved");
  command.pair("--diff", "ID", arguments->compared,
               "What differs between two runs: lines of their inputs, fields of their results");
  command.json(arguments->json);
  command.closing(
      "Examples:\n"
      "  headroom runs runs.db\n"
      "  headroom runs runs.db --diff 1 2");
  command.action(chosen, [arguments](std::ostream& out, std::ostream& err) { return run_runs(*arguments, out, err); });
}

}  // namespace headroom
