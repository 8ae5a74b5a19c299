// The command `set`: figures of a ledger changed in place, or asked for one by one.
#pragma once

#include <iosfwd>
#include <string>
#include <vector>

#include "cli/commands/command.hpp"
#include "cli/store/open_ledger.hpp"

namespace headroom {

/// What `headroom set` was asked to do.
struct SetArguments {
  LedgerArgument ledger;
  std::vector<std::string> settings;  ///< KEY=VALUE; none: ask
};

/// `headroom set LEDGER KEY=VALUE...`: changes the ledger's own text, all or nothing, and keeps what stands beside it.
/// Without KEY it asks on `in`, a question a line, and saves each answer. Gives the exit status.
int run_set(const SetArguments& arguments, std::istream& in, std::ostream& out, std::ostream& err);

/// Adds the command and its options.
AddCommand add_set;

}  // namespace headroom
