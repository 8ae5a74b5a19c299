#include "cli/commands/run.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <memory>
#include <ostream>
#include <utility>

#include "cli/commands/json_output.hpp"
#include "cli/commands/options.hpp"
#include "cli/report/exit_status.hpp"
#include "cli/report/json/run_json.hpp"
#include "cli/report/text/run_text.hpp"
#include "cli/report/version.hpp"
#include "cli/report/words/finding_text.hpp"
#include "cli/report/words/precision_report.hpp"
#include "cli/store/open_ledger.hpp"
#include "cli/syntax/nearest_name.hpp"
#include "cli/terminal/progress.hpp"
#include "cli/what_if/built_in_files.hpp"
#include "cli/what_if/relief_file.hpp"
#include "cli/what_if/scenario_file.hpp"
#include "engine/simulation/simulation.hpp"
#include "models/known_until.hpp"

namespace headroom {

namespace {

constexpr std::uint64_t paths_max = 1'000'000'000;
constexpr std::uint64_t threads_max = 1024;
constexpr std::uint64_t paths_without_assumed_risk = 10'000;
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

/// What to play: scenarios, reliefs, how many futures, how far.
void add_run_options(CommandOptions& command, RunArguments& run) {
  command.ledger(run.ledger);
  command.values("--scenario", "S", run.scenarios, "What goes wrong: a built-in name or a file; repeat to compare");
  command.values("--relief", "R", run.reliefs, "What may help: a built-in name or a file; repeat to compare");
  command.whole_number(
      "--paths", 1, paths_max, [&run](std::uint64_t paths) { run.paths = paths; },
      "How many futures (default: 100000); with --precision at most (default: 20000000)");
  const auto read_precision = [&run](const std::string& text) {
    run.precision = parse_precision(text);
    if (!run.precision)
      throw OptionError(fmt::format(
          "\"{}\" is not a half-width of a probability: write a number above 0 and up to {}, such as 0.001 or 0.1%",
          text, precision_most));
  };
  command.value("--precision", "E", read_precision,
                "Play until the 95% interval of every default probability is no wider than this to either side");
  command.horizon(run.horizon);
  command.whole_number(
      "--seed", 0, UINT64_MAX, [&run](std::uint64_t seed) { run.seed = seed; },
      "Which futures: the same seed draws the same (default: 1)");
  command.whole_number(
      "--threads", 0, threads_max, [&run](std::uint64_t threads) { run.threads = static_cast<int>(threads); },
      "Changes no result (default: 0, all cores)");
  const auto read_event = [&run](const std::string& text) {
    const auto event = parse_event(text);
    const std::vector<std::string> names(event_names().begin(), event_names().end());
    const auto near = nearest_name(text, names);
    if (!event)
      throw OptionError(fmt::format(
          "there is no event \"{}\"; {}", text,
          near ? fmt::format("did you mean {}?", *near) : fmt::format("choose one of {}", fmt::join(names, ", "))));
    run.default_event = *event;
  };
  command.value("--default", "EVENT", read_event,
                fmt::format("What counts as default: {} (default: illiquid)", fmt::join(event_names(), ", ")));
  command.json(run.json);
}

/// A word of a command line as a shell reads it back; control characters are written as escapes.
std::string shell_word(const std::string& word) {
  const auto is_plain = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view("_-./,:=@%+").find(c) != std::string_view::npos;
  };
  if (!word.empty() && std::all_of(word.begin(), word.end(), is_plain)) return word;
  const bool has_escapes = printable(word) != word;
  std::string out = has_escapes ? "$'" : "'";
  for (std::size_t i = 0; i < word.size(); ++i) {
    if (word[i] == '\'') out += has_escapes ? "\\'" : "'\\''";
    else if (word[i] == '\\' && has_escapes) out += "\\\\";
    else if (has_escapes && (static_cast<unsigned char>(word[i]) < 0x20 || static_cast<unsigned char>(word[i]) >= 0x7F))
      out += fmt::format("\\x{:02x}", static_cast<unsigned char>(word[i]));
    else out += word[i];
  }
  return out + "'";
}

/// Reads, plays and reports.
class Run {
 public:
  Run(const RunArguments& arguments, std::ostream& out, std::ostream& err)
      : arguments_(arguments), out_(out), err_(err) {}

  int run() {
    auto source = open_ledger(arguments_.ledger);
    if (!source) return at_fault(source.faults());
    const auto loaded = load_ledger(*source.value());
    if (!loaded) return at_fault(loaded.faults());
    if (const Faults obstacles = obstacles_to_play(loaded.value().unanswered); !obstacles.empty())
      return at_fault(obstacles);
    auto texts = input_texts_of(*source.value(), loaded.value());
    if (!texts) return at_fault(texts.faults());
    source.value().reset();  // a database is free for others while we play
    inputs_ = std::move(texts).value();
    read_scenarios();
    read_reliefs(loaded.value().ledger);
    if (has_fault(faults_)) return at_fault(faults_);
    if (const auto obstacle = obstacle_to_json(arguments_.json)) {
      err_ << findings_text({*obstacle});
      return exit_machine_failed;
    }
    report_.unanswered = loaded.value().unanswered;
    report_.notices = notices_with(report_.unanswered, loaded.value().notices);
    report_.notices.insert(report_.notices.end(), faults_.begin(), faults_.end());
    play(loaded.value().ledger);
    play_without(loaded.value().assumed_risk, loaded.value().ledger);
    const bool is_json_alone = arguments_.json == "-";
    if (is_json_alone) err_ << findings_text(report_.notices);
    return write_reports(arguments_.json, arguments_.json ? run_json(report_, version()) : "",
                         is_json_alone ? "" : run_text(report_, style_of_standard_output()), out_, err_);
  }

 private:
  int at_fault(const Faults& faults) {
    err_ << findings_text(faults);
    return exit_status_of(faults);
  }

  /// The text of a scenario or relief, kept as an input.
  std::optional<NamedText> text_of(const std::string& name, std::span<const EmbeddedFile> built_in,
                                   std::string_view noun) {
    auto text = find_named_text(name, built_in, noun);
    if (!text) {
      faults_.insert(faults_.end(), text.faults().begin(), text.faults().end());
      return std::nullopt;
    }
    inputs_.push_back({std::string(noun), text.value().text});
    return std::move(text).value();
  }

  template <class Item>
  void keep(Result<Item> read, std::vector<Item>& items) {
    if (read) items.push_back(std::move(read).value());
    else faults_.insert(faults_.end(), read.faults().begin(), read.faults().end());
  }

  void read_scenarios() {
    for (const std::string& name : arguments_.scenarios)
      if (const auto text = text_of(name, built_in_scenarios(), "scenario"))
        keep(read_scenario_text(text->file, text->text), report_.scenarios);
    if (arguments_.scenarios.empty()) report_.scenarios.emplace_back();
  }

  void read_reliefs(const Ledger& ledger) {
    for (const std::string& name : arguments_.reliefs)
      if (const auto text = text_of(name, built_in_reliefs(), "relief"))
        keep(read_relief_text(text->file, text->text, ledger.company.currency), report_.reliefs);
  }

  void play(const Ledger& ledger) {
    SimulationSettings settings;
    settings.paths = paths_of(arguments_);
    settings.precision = arguments_.precision;
    settings.seed = arguments_.seed;
    settings.threads = arguments_.threads;
    settings.default_event = arguments_.default_event;
    settings.horizon_days =
        arguments_.horizon ? days_of(*arguments_.horizon, ledger.company.as_of) : default_horizon_days(ledger);

    Manifest& manifest = report_.manifest = manifest_of(ledger, settings.horizon_days);
    manifest.paths = settings.paths;
    manifest.seed = settings.seed;
    manifest.default_event = settings.default_event;
    manifest.inputs_sha256 =
        inputs_sha256(std::exchange(inputs_, {}));  // as large as the ledger's files: not kept while playing
    report_.command_line = command_line_of(arguments_, settings.horizon_days);

    Progress progress(arguments_.precision ? Progress::unknown : settings.paths);
    settings.progress = [&progress](std::uint64_t done) { progress.show(done); };
    report_.results = simulate(ledger, report_.scenarios, report_.reliefs, settings);
    if (arguments_.precision) manifest.precision = precision_of(*arguments_.precision, report_.results);
    if (manifest.precision && manifest.precision->most) manifest.paths = manifest.precision->most->paths;
  }

  /// What the first scenario's answer would be without the risk that something has only assumed.
  void play_without(const AssumedRisk& assumed, Ledger ledger) {
    if (!assumed.any()) return;
    if (assumed.dependence) ledger.dependence = {};
    for (const std::size_t i : assumed.sales) ledger.sales[i].volatility = ledger.sales[i].level_volatility = 0.0;
    SimulationSettings settings;
    settings.paths = paths_without_assumed_risk;
    settings.seed = arguments_.seed;
    settings.threads = arguments_.threads;
    settings.default_event = arguments_.default_event;
    settings.horizon_days = report_.manifest.horizon_days;
    const ScenarioResult result = simulate(ledger, report_.scenarios.front(), {}, settings);
    const OptionResult& base = result.options.front();
    report_.without_assumed_risk =
        WithoutAssumedRisk{base.is_random ? base.default_probability : std::nullopt, settings.paths};
  }

  const RunArguments& arguments_;
  std::ostream& out_;
  std::ostream& err_;
  Faults faults_;
  std::vector<InputText> inputs_;
  RunReport report_;
};

}  // namespace

std::string command_line_of(const RunArguments& arguments, int horizon_days) {
  std::string out = "headroom run " + shell_word(arguments.ledger.path.string());
  if (arguments.ledger.company) out += " --company " + shell_word(*arguments.ledger.company);
  for (const std::string& name : arguments.scenarios) out += " --scenario " + shell_word(name);
  for (const std::string& name : arguments.reliefs) out += " --relief " + shell_word(name);
  if (arguments.precision) out += fmt::format(" --precision {}", *arguments.precision);
  if (arguments.paths || !arguments.precision) out += fmt::format(" --paths {}", paths_of(arguments));
  out += fmt::format(" --horizon {}d --seed {}", horizon_days, arguments.seed);
  if (arguments.default_event != Event::illiquid) out += fmt::format(" --default {}", name_of(arguments.default_event));
  return out;
}

std::uint64_t paths_of(const RunArguments& arguments) {
  constexpr std::uint64_t paths_of_plain_run = 100'000, paths_of_precision_most = 20'000'000;
  return arguments.paths.value_or(arguments.precision ? paths_of_precision_most : paths_of_plain_run);
}

int run_run(const RunArguments& arguments, std::ostream& out, std::ostream& err) {
  return Run(arguments, out, err).run();
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
      "  headroom run my_firm --precision 0.001     until it is known to +-0.1 points\n\n"
      "headroom scenarios and headroom reliefs list what is built in.");
  command.action(chosen, [arguments](std::ostream& out, std::ostream& err) { return run_run(*arguments, out, err); });
}

}  // namespace headroom
