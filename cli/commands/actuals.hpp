// The command `actuals`: a saved forecast against a later ledger of the same firm.
#pragma once

#include <filesystem>
#include <iosfwd>
#include <optional>
#include <string>

#include "cli/commands/command.hpp"
#include "cli/store/open_ledger.hpp"

namespace headroom {

/// What `headroom actuals` was asked to do.
struct ActualsArguments {
  std::filesystem::path file;
  std::string id;
  LedgerArgument ledger;
  int threads = 0;                  ///< 0: all cores
  std::optional<std::string> json;  ///< a file, or `-` for standard output
};

/// `headroom actuals FILE.db ID LEDGER`: where the later ledger's cash lies in the saved forecast, and when invoices
/// that were open then were paid. Gives the exit status.
int run_actuals(const ActualsArguments& arguments, std::ostream& out, std::ostream& err);

/// Adds the command and its options.
AddCommand add_actuals;

}  // namespace headroom
