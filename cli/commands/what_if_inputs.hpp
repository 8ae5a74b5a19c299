// What run and the other questions about a firm's futures are asked, and all that they read before they play.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cli/checks/inspected_ledger.hpp"
#include "cli/commands/options.hpp"
#include "cli/files/inputs_hash.hpp"
#include "cli/ledger/ledger_source.hpp"
#include "cli/report/manifest.hpp"
#include "cli/store/open_ledger.hpp"
#include "cli/store/saved_runs.hpp"
#include "cli/what_if/built_in_files.hpp"
#include "cli/what_if/horizon.hpp"
#include "engine/play/scenario_run.hpp"
#include "models/default_event.hpp"
#include "models/error.hpp"
#include "models/relief.hpp"
#include "models/scenario.hpp"

namespace headroom {

/// What every question about a firm's futures is asked with.
struct WhatIfArguments {
  LedgerArgument ledger;
  std::vector<std::string> scenarios;  ///< names or files; none: the ledger as written
  std::vector<std::string> reliefs;    ///< names or files
  std::optional<std::uint64_t> paths;
  std::uint64_t seed = 1;
  int threads = 0;                 ///< 0: all cores
  std::optional<Horizon> horizon;  ///< default: 12 months, as far as the ledger knows
  Event default_event = Event::illiquid;
  std::optional<std::string> json;  ///< a file, or `-` for standard output
  std::optional<std::string> save;  ///< a database to which the answer is added, with its inputs
  /// What is read in place of the ledger and the files that are named: the inputs of a saved run.
  std::shared_ptr<const std::vector<SavedInput>> saved_inputs;
};

/// Adds LEDGER and `--company`; `--scenario` and `--relief`, each as often as wanted; `--paths`; and what is left:
/// `--horizon`, `--seed`, `--threads`, `--default`, `--json`.
void add_scenario_option(CommandOptions& command, WhatIfArguments& arguments, const std::string& help);
void add_what_if_options(CommandOptions& command, WhatIfArguments& arguments);
void add_paths_option(CommandOptions& command, WhatIfArguments& arguments, const std::string& help);
void add_play_options(CommandOptions& command, WhatIfArguments& arguments);

/// A scenario or a relief as it was found: what it was asked for by, and its text.
struct FoundText {
  std::string noun;  ///< "scenario", "relief"
  std::string name;  ///< as the command line has it
  NamedText text;
};

/// All that a question is answered from.
struct WhatIfInputs {
  LoadedLedger loaded;
  std::vector<Scenario> scenarios;     ///< at least one: the ledger as written where none was asked for
  std::vector<Relief> reliefs;         ///< as written: in their own currency
  std::vector<InputText> texts;        ///< of the ledger, the scenarios and the reliefs: what the hash is of
  std::vector<FoundText> found_texts;  ///< of scenarios and reliefs, in the order asked for
  Faults notices;                      ///< warnings and notes to be shown with the answer

  const Ledger& ledger() const { return loaded.ledger; }
};

/// How the text of a scenario or relief is found: see `find_named_text`.
using FindText = std::function<Result<NamedText>(const std::string& name, std::span<const EmbeddedFile> built_in,
                                                 std::string_view noun)>;

/// Reads the ledger, the scenarios and the reliefs that were asked for. A database is let go before this returns.
/// Errors: every fault of the ledger, or something unanswered without which nothing can be played; else every fault of
/// scenarios and reliefs.
Result<WhatIfInputs> read_what_if_inputs(const WhatIfArguments& arguments);

/// The same of a ledger that is open already, with texts found elsewhere.
Result<WhatIfInputs> read_what_if_inputs(LedgerSource& source, const WhatIfArguments& arguments, const FindText& find);

/// Reads a further file that the command line names, such as a policy (its noun is for messages), from where the others
/// come from; it becomes an input like them. Errors: the file cannot be read, or was not saved.
Result<std::string> read_further_text(const WhatIfArguments& arguments, std::string_view noun, const std::string& name,
                                      WhatIfInputs& inputs);

/// All that was read, whole, as a saved run keeps it.
std::vector<SavedInput> saved_inputs_of(const WhatIfInputs& inputs);

/// How many futures are played where nobody says.
inline constexpr std::uint64_t paths_of_plain_run = 100'000;

/// How the ledger is to be played.
SimulationSettings settings_of(const WhatIfArguments& arguments, const Ledger& ledger);

/// What the answer is computed from.
Manifest manifest_of(const WhatIfInputs& inputs, const SimulationSettings& settings);

/// A word of a command line as a shell reads it back; control characters are written as escapes.
std::string shell_word(const std::string& word);

/// The command line that computes the same again, quoted for a shell: `headroom COMMAND LEDGER ...`. `own`: the options
/// of this command alone, before those of the play.
std::string command_line_of(std::string_view command, const WhatIfArguments& arguments, std::string_view own,
                            int horizon_days);

}  // namespace headroom
