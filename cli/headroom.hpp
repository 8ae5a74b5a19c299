// Headroom as a library: the one header to include.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "cli/checks/inspected_ledger.hpp"
#include "cli/report/version.hpp"
#include "cli/report/words/eligibility_words.hpp"
#include "cli/report/words/finding_text.hpp"
#include "cli/report/words/language.hpp"
#include "engine/forecast/forecast.hpp"
#include "engine/simulation/simulation.hpp"

/// Headroom as a library: read a ledger, play it, look at the answer. Installed as <headroom/headroom.hpp>; what it and
/// the headers it includes declare is public, and nothing else is. docs/library.md shows it at work.
namespace headroom {

/// Reads the ledger at `path`, as the commands do: a folder, or a database and the company in it.
///
/// `company`: needed where a database holds several.
/// Errors: every fault of every file in one go; `findings_text` puts them into lines.
Result<LoadedLedger> read_ledger(const std::filesystem::path& path, const std::optional<std::string>& company = {});

/// Reads a scenario: a TOML file, or the name of a built-in one such as "order_slump".
///
/// Errors: every fault of the file, each with its place; a name that is neither.
Result<Scenario> read_scenario(const std::string& file_or_name);

/// Reads a relief: a TOML file, or the name of a built-in one such as "china_inclusive_loan".
///
/// Units: amounts are in minor units of the relief's currency, the ledger's where it names none; `simulate` converts
/// them. Errors: as for a scenario.
Result<Relief> read_relief(const std::string& file_or_name, const Ledger& ledger);

/// The settings of a plain `headroom run`, which give its result to the last bit: 100,000 paths, seed 1, the default
/// horizon of the ledger.
SimulationSettings plain_settings(const Ledger& ledger);

}  // namespace headroom
