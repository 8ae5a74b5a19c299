#include "cli/commands/saved_answers.hpp"

#include <charconv>
#include <ctime>
#include <nlohmann/json.hpp>
#include <ostream>

#include "cli/report/exit_status.hpp"
#include "cli/report/version.hpp"
#include "cli/report/words/finding_text.hpp"
#include "cli/syntax/message.hpp"

namespace headroom {

namespace {

using nlohmann::json;

/// Where the answer in one number stands, by what a command's JSON holds.
constexpr const char* places_of_probability[] = {"/scenarios/0/options/0/default_probability/estimate",
                                                 "/size/without/estimate", "/drivers/all/estimate",
                                                 "/assessment/grade/pd_12m"};

std::optional<double> default_probability_of(const json& document) {
  for (const char* place : places_of_probability) {
    const json::json_pointer pointer(place);
    if (document.contains(pointer) && document.at(pointer).is_number()) return document.at(pointer).get<double>();
  }
  return std::nullopt;
}

/// The time of the clock in UTC.
std::string time_now() {
  const std::time_t now = std::time(nullptr);
  std::tm parts = {};
  ::gmtime_r(&now, &parts);
  char text[32] = {};
  std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts);
  return text;
}

SavedRun run_of(const Answer& answer) {
  const json document = json::parse(answer.json);
  const json& manifest = document.at("manifest");
  SavedRun run;
  run.saved_at = time_now();
  run.command = answer.command;
  run.company = manifest.at("company").get<std::string>();
  run.as_of = manifest.at("as_of").get<std::string>();
  run.seed = manifest.at("seed").get<std::uint64_t>();
  run.paths = manifest.at("paths").get<std::uint64_t>();
  run.default_probability = default_probability_of(document);
  run.inputs_sha256 = manifest.at("inputs_sha256").get<std::string>();
  run.version = version();
  run.compiler = compiler();
  run.exit_status = answer.status;
  run.result = answer.json;
  run.inputs = answer.inputs;
  return run;
}

}  // namespace

void add_save_option(CommandOptions& command, WhatIfArguments& arguments) {
  command.text("--save", "FILE.db", arguments.save,
               "Keep the answer with everything it was computed from; headroom runs lists what is kept");
}

std::optional<Fault> obstacle_to_saving(const WhatIfArguments& arguments) {
  return arguments.save ? obstacle_to_saving(std::filesystem::path(*arguments.save)) : std::nullopt;
}

int save_answer(const WhatIfArguments& arguments, const Answer& answer, std::ostream& err) {
  const bool has_failed = answer.status >= exit_input_at_fault && answer.status <= exit_machine_failed;
  if (!arguments.save || has_failed) return answer.status;
  const auto id = save_run(*arguments.save, run_of(answer));
  if (!id) {
    err << findings_text(id.faults());
    return exit_status_of(id.faults());
  }
  err << findings_text({Fault{
      *arguments.save, 0, 0, message("this answer is saved with the id {}", id.value()), "",
      message("`headroom rerun {} {}` computes it again", shell_word(*arguments.save), id.value()), Severity::note}});
  return answer.status;
}

Result<SavedRun> find_saved_run(const std::filesystem::path& file, const std::string& id) {
  constexpr std::int64_t never_given = 0;
  std::int64_t number = never_given;
  const auto [end, error] = std::from_chars(id.data(), id.data() + id.size(), number);
  if (error != std::errc() || end != id.data() + id.size()) number = never_given;
  auto run = saved_run(file, number);
  if (run || number != never_given) return run;
  Faults faults = run.faults();
  for (Fault& fault : faults)
    if (!fault.value.empty()) fault.value = id;
  return faults;
}

}  // namespace headroom
