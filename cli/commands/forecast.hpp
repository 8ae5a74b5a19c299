// The command `forecast`: the ledger as written, without chance.
#pragma once

#include <iosfwd>
#include <optional>
#include <string>

#include "cli/commands/command.hpp"
#include "cli/report/words/language.hpp"
#include "cli/store/open_ledger.hpp"
#include "cli/what_if/horizon.hpp"

namespace headroom {

/// What `headroom forecast` was asked to do.
struct ForecastArguments {
  LedgerArgument ledger;
  std::optional<Horizon> horizon;   ///< default: 12 months, as far as the ledger knows
  std::optional<std::string> json;  ///< a file, or `-` for standard output
  Language language = Language::en;
};

/// `headroom forecast LEDGER`: the ledger as written, as a cash calendar and dated flows. Gives the exit status.
int run_forecast(const ForecastArguments& arguments, std::ostream& out, std::ostream& err);

/// Adds the command and its options.
AddCommand add_forecast;

}  // namespace headroom
