#include "cli/headroom.hpp"

#include "cli/store/open_ledger.hpp"
#include "cli/what_if/built_in_files.hpp"
#include "cli/what_if/relief_file.hpp"
#include "cli/what_if/scenario_file.hpp"
#include "models/known_until.hpp"

namespace headroom {

Result<LoadedLedger> read_ledger(const std::filesystem::path& path, const std::optional<std::string>& company) {
  const auto source = open_ledger({path, company});
  if (!source) return source.faults();
  return load_ledger(*source.value());
}

Result<Scenario> read_scenario(const std::string& file_or_name) {
  const auto text = find_named_text(file_or_name, built_in_scenarios(), "scenario");
  if (!text) return text.faults();
  return read_scenario_text(text.value().file, text.value().text);
}

Result<Relief> read_relief(const std::string& file_or_name, const Ledger& ledger) {
  const auto text = find_named_text(file_or_name, built_in_reliefs(), "relief");
  if (!text) return text.faults();
  return read_relief_text(text.value().file, text.value().text, ledger.company.currency);
}

SimulationSettings plain_settings(const Ledger& ledger) {
  SimulationSettings settings;
  settings.horizon_days = default_horizon_days(ledger);
  return settings;
}

}  // namespace headroom
