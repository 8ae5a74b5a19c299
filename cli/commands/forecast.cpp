#include "cli/commands/forecast.hpp"

#include <memory>
#include <ostream>

#include "cli/commands/json_output.hpp"
#include "cli/commands/options.hpp"
#include "cli/report/exit_status.hpp"
#include "cli/report/json/forecast_json.hpp"
#include "cli/report/text/forecast_text.hpp"
#include "cli/report/version.hpp"
#include "cli/report/words/finding_text.hpp"
#include "cli/store/open_ledger.hpp"
#include "engine/simulation/simulation.hpp"
#include "models/known_until.hpp"

namespace headroom {

int run_forecast(const ForecastArguments& arguments, std::ostream& out, std::ostream& err) {
  const MessageWords& words = words_of(arguments.language);
  const auto stop = [&err, &words](const Faults& faults) {
    err << findings_text(faults, words);
    return exit_status_of(faults);
  };
  const auto source = open_ledger(arguments.ledger);
  if (!source) return stop(source.faults());
  const auto loaded = load_ledger(*source.value());
  if (!loaded) return stop(loaded.faults());
  if (const Faults obstacles = obstacles_to_play(loaded.value().unanswered); !obstacles.empty()) return stop(obstacles);
  const auto inputs = input_texts_of(*source.value(), loaded.value());
  if (!inputs) return stop(inputs.faults());
  const Ledger& ledger = loaded.value().ledger;
  const int horizon_days =
      arguments.horizon ? days_of(*arguments.horizon, ledger.company.as_of) : default_horizon_days(ledger);
  ForecastReport report{manifest_of(ledger, horizon_days),
                        notices_with(loaded.value().unanswered, loaded.value().notices),
                        make_forecast(ledger, horizon_days), loaded.value().unanswered};
  report.manifest.inputs_sha256 = inputs_sha256(inputs.value());
  if (arguments.json == "-") err << findings_text(report.notices, words);
  return write_reports(arguments.json, forecast_json(report, version()),
                       forecast_text(report, style_of_standard_output(), words), out, err);
}

void add_forecast(CLI::App& app, CommandAction& chosen) {
  CommandOptions command(app, "forecast", "The ledger as written: a 13-week cash calendar and dated flows");
  const auto arguments = std::make_shared<ForecastArguments>();
  command.ledger(arguments->ledger);
  command.horizon(arguments->horizon);
  command.json(arguments->json);
  command.language(arguments->language);
  command.closing(
      "Examples:\n  headroom forecast my_firm\n  headroom forecast my_firm --horizon 6m --json forecast.json");
  command.action(chosen,
                 [arguments](std::ostream& out, std::ostream& err) { return run_forecast(*arguments, out, err); });
}

}  // namespace headroom
