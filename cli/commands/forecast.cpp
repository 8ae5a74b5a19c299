#include "cli/commands/forecast.hpp"

#include <ostream>

#include "cli/commands/exit_status.hpp"
#include "cli/commands/finding_text.hpp"
#include "cli/commands/json_output.hpp"
#include "cli/commands/ledger_inputs.hpp"
#include "cli/report/forecast_json.hpp"
#include "cli/report/forecast_text.hpp"
#include "cli/version.hpp"
#include "engine/simulation.hpp"

namespace headroom {

int run_forecast(const ForecastArguments& arguments, std::ostream& out, std::ostream& err) {
  const auto loaded = load_ledger_folder(arguments.ledger);
  if (!loaded) {
    err << findings_text(loaded.faults());
    return exit_input_at_fault;
  }
  const auto inputs = input_texts_of(loaded.value());
  if (!inputs) {
    err << findings_text(inputs.faults());
    return exit_input_at_fault;
  }
  const Ledger& ledger = loaded.value().ledger;
  const int horizon_days = arguments.horizon ? days_of(*arguments.horizon, ledger.company.as_of) : default_horizon_days(ledger);
  ForecastReport report{manifest_of(ledger, horizon_days), loaded.value().notices, make_forecast(ledger, horizon_days)};
  report.manifest.inputs_sha256 = inputs_sha256(inputs.value());
  if (arguments.json == "-") err << findings_text(report.notices);
  return write_reports(arguments.json, forecast_json(report, version()), forecast_text(report, style_of_standard_output()), out, err);
}

}  // namespace headroom
