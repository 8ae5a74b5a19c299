#include "cli/commands/run.hpp"

#include <fmt/format.h>

#include <charconv>
#include <memory>
#include <ostream>
#include <utility>

#include "cli/commands/json_output.hpp"
#include "cli/commands/options.hpp"
#include "cli/commands/saved_answers.hpp"
#include "cli/report/exit_status.hpp"
#include "cli/report/html/owner_report.hpp"
#include "cli/report/json/run_json.hpp"
#include "cli/report/text/run_text.hpp"
#include "cli/report/version.hpp"
#include "cli/report/words/finding_text.hpp"
#include "cli/report/words/precision_report.hpp"
#include "cli/report/words/run_sentences.hpp"
#include "cli/report/xlsx/run_workbook.hpp"
#include "cli/terminal/progress.hpp"
#include "engine/forecast/forecast.hpp"
#include "engine/questions/breakpoint.hpp"
#include "engine/simulation/simulation.hpp"

namespace headroom {

namespace {

constexpr std::uint64_t paths_without_assumed_risk = 10'000, paths_of_drivers = 10'000;
constexpr double precision_least = 1e-12, precision_most = 0.5;

/// The half-width of an interval, as a share or in percent; nothing where it is none.
std::optional<double> parse_precision(std::string_view text) {
  const bool is_percent = text.ends_with('%');
  if (is_percent) text.remove_suffix(1);
  double read = 0.0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), read);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  const double precision = is_percent ? read / 100.0 : read;
  if (!(precision >= precision_least && precision <= precision_most)) return std::nullopt;
  return precision;
}

/// The share of futures in which a base case has the event, or whether its one course has.
double share_of_base(const OptionResult& base) {
  if (base.is_random) return base.default_probability ? base.default_probability->value : 0.0;
  return base.runway.deterministic ? 1.0 : 0.0;
}

/// Reads, plays and reports.
class Run {
 public:
  Run(const RunArguments& arguments, std::ostream& out, std::ostream& err)
      : arguments_(arguments), out_(out), err_(err) {}

  int run() {
    auto inputs = read_what_if_inputs(arguments_);
    if (!inputs) {
      err_ << findings_text(inputs.faults(), words_of(arguments_.language));
      return exit_status_of(inputs.faults());
    }
    if (const auto obstacle = obstacle_to_files({arguments_.json, arguments_.html, arguments_.xlsx})) {
      err_ << findings_text({*obstacle});
      return exit_machine_failed;
    }
    if (const auto obstacle = obstacle_to_saving(arguments_)) {
      err_ << findings_text({*obstacle});
      return exit_status_of({*obstacle});
    }
    const std::vector<SavedInput> saved = arguments_.save ? saved_inputs_of(inputs.value()) : std::vector<SavedInput>();
    play(inputs.value());
    play_without(inputs.value().loaded.assumed_risk, inputs.value().ledger());
    if (has_report_file()) play_drivers(inputs.value().ledger());
    int status = write(inputs.value().ledger());
    if (status == exit_done && is_above_limit()) status = exit_above_limit;
    if (arguments_.save && has_report_file()) {  // what the command of the manifest gives, which writes no report
      report_.as_written.reset();
      report_.drivers.reset();
      json_ = run_json(report_, version());
    }
    return save_answer(arguments_, {report_.manifest.command, json_, saved, status}, err_);
  }

 private:
  bool has_report_file() const { return arguments_.html || arguments_.xlsx; }

  int write(const Ledger& ledger) {
    const bool is_json_alone = arguments_.json == "-";
    if (is_json_alone) err_ << findings_text(report_.notices, words_of(arguments_.language));
    if (arguments_.json || arguments_.save || has_report_file()) json_ = run_json(report_, version());
    if (arguments_.html) {
      const int status =
          write_report_file(arguments_.html, owner_report_html(report_, json_, version(), arguments_.language), err_);
      if (status != exit_done) return status;
    }
    if (arguments_.xlsx) {
      const auto workbook = run_workbook(report_, ledger, json_, arguments_.language);
      if (!workbook) {
        err_ << findings_text(workbook.faults());
        return exit_machine_failed;
      }
      const int status = write_report_file(arguments_.xlsx, workbook.value(), err_);
      if (status != exit_done) return status;
    }
    return write_reports(
        arguments_.json, json_,
        is_json_alone ? "" : run_text(report_, style_of_standard_output(), words_of(arguments_.language)), out_, err_);
  }

  /// Says on standard error which scenarios have a probability above the limit.
  bool is_above_limit() const {
    if (!arguments_.fail_above) return false;
    bool is_above = false;
    for (const ScenarioResult& result : report_.results) {
      const OptionResult& base = result.options.front();
      if (share_of_base(base) <= *arguments_.fail_above) continue;
      if (!is_above) out_.flush();  // the answer first, also where both go to one place
      is_above = true;
      err_ << text_of(above_limit_words(result.name, base, *arguments_.fail_above), words_of(arguments_.language))
           << "\n";
    }
    return is_above;
  }

  void play(WhatIfInputs& inputs) {
    SimulationSettings settings = settings_of(arguments_, inputs.ledger());
    settings.paths = paths_of(arguments_);
    settings.precision = arguments_.precision;

    report_.unanswered = inputs.loaded.unanswered;
    report_.notices = inputs.notices;
    for (const Scenario& scenario : inputs.scenarios)
      report_.scenarios.push_back(scaled(scenario, arguments_.intensity, inputs.ledger().dependence));
    report_.reliefs = inputs.reliefs;
    Manifest& manifest = report_.manifest = manifest_of(inputs, settings);
    inputs.texts = {};  // as large as the ledger's files: not kept while playing
    manifest.intensity = arguments_.intensity;
    manifest.command = command_line_of(arguments_, settings.horizon_days);
    if (has_report_file())
      report_.as_written =
          LedgerAsWritten{make_forecast(inputs.ledger(), settings.horizon_days), inputs.ledger().cash_minimum};

    Progress progress(arguments_.precision ? Progress::unknown : settings.paths);
    settings.progress = [&progress](std::uint64_t done) { progress.show(done); };
    report_.results = simulate(inputs.ledger(), report_.scenarios, report_.reliefs, settings);
    if (arguments_.precision) manifest.precision = precision_of(*arguments_.precision, report_.results);
    if (manifest.precision && manifest.precision->most) manifest.paths = manifest.precision->most->paths;
  }

  /// What the first scenario's answer would be without the risk that something has only assumed.
  void play_without(const AssumedRisk& assumed, Ledger ledger) {
    if (!assumed.any()) return;
    if (assumed.dependence) ledger.dependence = {};
    for (const std::size_t i : assumed.sales) ledger.sales[i].volatility = ledger.sales[i].level_volatility = 0.0;
    SimulationSettings settings = settings_of(arguments_, ledger);
    settings.paths = paths_without_assumed_risk;
    settings.horizon_days = report_.manifest.horizon_days;
    const ScenarioResult result = simulate(ledger, report_.scenarios.front(), {}, settings);
    const OptionResult& base = result.options.front();
    report_.without_assumed_risk =
        WithoutAssumedRisk{base.is_random ? base.default_probability : std::nullopt, settings.paths};
  }

  /// Causes and levers of the worst scenario without relief.
  void play_drivers(const Ledger& ledger) {
    SimulationSettings settings = settings_of(arguments_, ledger);
    settings.paths = paths_of_drivers;
    settings.horizon_days = report_.manifest.horizon_days;
    const auto worst = static_cast<std::size_t>(&worst_of(report_.results) - report_.results.data());
    report_.drivers = drivers_of({&ledger, report_.scenarios[worst]}, settings);
  }

  const RunArguments& arguments_;
  std::ostream& out_;
  std::ostream& err_;
  RunReport report_;
  std::string json_;
};

}  // namespace

std::string command_line_of(const RunArguments& arguments, int horizon_days) {
  std::string own;
  if (arguments.intensity != 1.0) own += fmt::format(" --intensity {}", arguments.intensity);
  if (arguments.precision) own += fmt::format(" --precision {}", *arguments.precision);
  if (arguments.paths || !arguments.precision) own += fmt::format(" --paths {}", paths_of(arguments));
  return command_line_of("run", arguments, own, horizon_days);
}

std::uint64_t paths_of(const RunArguments& arguments) {
  constexpr std::uint64_t paths_of_precision_most = 20'000'000;
  return arguments.paths.value_or(arguments.precision ? paths_of_precision_most : paths_of_plain_run);
}

int run_run(const RunArguments& arguments, std::ostream& out, std::ostream& err) {
  return Run(arguments, out, err).run();
}

void add_run_options(CommandOptions& command, RunArguments& run) {
  add_what_if_options(command, run);
  add_paths_option(command, run, "How many futures (default: 100000); with --precision at most (default: 20000000)");
  const auto read_precision = [&run](const std::string& text) {
    run.precision = parse_precision(text);
    if (!run.precision)
      throw OptionError(fmt::format(
          "\"{}\" is not a half-width of a probability: write a number above 0 and up to {}, such as 0.001 or 0.1%",
          text, precision_most));
  };
  command.value("--precision", "E", read_precision,
                "Play until the 95% interval of every default probability is no wider than this to either side");
  const auto read_intensity = [&run](const std::string& text) {
    const char* const last = text.data() + text.size();
    const auto [end, error] = std::from_chars(text.data(), last, run.intensity);
    if (error != std::errc() || end != last || !(run.intensity >= 0.0 && run.intensity <= intensity_max))
      throw OptionError(fmt::format("\"{}\" is not a number from 0 to {}", text, intensity_max));
  };
  command.value("--intensity", "M", read_intensity,
                "Play every scenario at M times its strength: 0 is the ledger as written, 1 the scenario (default: 1)");
  command.share(
      "--fail-above", [&run](double share) { run.fail_above = share; },
      "Exit with status 4 where the default probability without relief is above this in any scenario");
  add_play_options(command, run);
  command.language(run.language);
  add_report_file(command, "--html", run.html, "Write the owner's report, a page for a browser or a printer, as well");
  add_report_file(command, "--xlsx", run.xlsx, "Write the result as a workbook for spreadsheet programs as well");
  add_save_option(command, run);
}

void add_run(CLI::App& app, CommandAction& chosen) {
  CommandOptions command(app, "run", "How likely the firm is to run out of money, when, why, and what would help");
  const auto arguments = std::make_shared<RunArguments>();
  add_run_options(command, *arguments);
  command.closing(
      "Examples:\n"
      "  headroom run my_firm\n"
      "  headroom run my_firm --scenario customers_pay_late --scenario order_slump\n"
      "  headroom run my_firm --relief china_inclusive_loan --relief my_relief.toml\n"
      "  headroom run my_firm --default loan_90dpd --paths 1000000 --json result.json\n"
      "  headroom run my_firm --precision 0.001     until it is known to +-0.1 points\n"
      "  headroom run my_firm --scenario order_slump --intensity 0.5 --fail-above 10%\n"
      "  headroom run my_firm --relief china_inclusive_loan --html report.html\n"
      "  headroom run my_firm --save runs.db        kept, with all that it was computed from\n\n"
      "headroom scenarios and headroom reliefs list what is built in.");
  command.action(chosen, [arguments](std::ostream& out, std::ostream& err) { return run_run(*arguments, out, err); });
}

}  // namespace headroom
