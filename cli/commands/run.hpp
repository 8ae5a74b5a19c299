// The command `run`: how likely the firm is to run out of money.
#pragma once

#include <cstdint>
#include <iosfwd>
#include <optional>
#include <string>
#include <vector>

#include "cli/commands/command.hpp"
#include "cli/store/open_ledger.hpp"
#include "cli/what_if/horizon.hpp"
#include "models/default_event.hpp"

namespace headroom {

/// What `headroom run` was asked to do.
struct RunArguments {
  LedgerArgument ledger;
  std::vector<std::string> scenarios;  ///< names or files; none: the ledger as written
  std::vector<std::string> reliefs;    ///< names or files
  std::optional<std::uint64_t> paths;  ///< with a precision: at most so many; default: see paths_of
  std::optional<double> precision;     ///< half-width of the 95% interval of every default probability
  std::uint64_t seed = 1;
  int threads = 0;                 ///< 0: all cores
  std::optional<Horizon> horizon;  ///< default: 12 months, as far as the ledger knows
  Event default_event = Event::illiquid;
  std::optional<std::string> json;  ///< a file, or `-` for standard output
};

/// `headroom run LEDGER`: the risk of the firm under each scenario, with and without each relief. Gives the exit
/// status.
int run_run(const RunArguments& arguments, std::ostream& out, std::ostream& err);

/// How many futures a run plays, or with a precision may play at most.
std::uint64_t paths_of(const RunArguments& arguments);

/// The command line that computes the same again, quoted for a shell.
std::string command_line_of(const RunArguments& arguments, int horizon_days);

/// Adds the command and its options.
AddCommand add_run;

}  // namespace headroom
