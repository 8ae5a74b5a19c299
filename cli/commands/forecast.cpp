#include "cli/commands/forecast.hpp"

#include <ostream>

#include "cli/commands/json_output.hpp"
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
  const auto stop = [&err](const Faults& faults) {
    err << findings_text(faults);
    return exit_status_of(faults);
  };
  const auto source = open_ledger(arguments.ledger);
  if (!source) return stop(source.faults());
  const auto loaded = load_ledger(*source.value());
  if (!loaded) return stop(loaded.faults());
  const auto inputs = input_texts_of(*source.value(), loaded.value());
  if (!inputs) return stop(inputs.faults());
  const Ledger& ledger = loaded.value().ledger;
  const int horizon_days =
      arguments.horizon ? days_of(*arguments.horizon, ledger.company.as_of) : default_horizon_days(ledger);
  ForecastReport report{manifest_of(ledger, horizon_days), loaded.value().notices, make_forecast(ledger, horizon_days)};
  report.manifest.inputs_sha256 = inputs_sha256(inputs.value());
  if (arguments.json == "-") err << findings_text(report.notices);
  return write_reports(arguments.json, forecast_json(report, version()),
                       forecast_text(report, style_of_standard_output()), out, err);
}

}  // namespace headroom
