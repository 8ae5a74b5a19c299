// The command `changes`: why the answer moved between two ledgers of one firm.
#pragma once

#include <iosfwd>
#include <string>

#include "cli/commands/command.hpp"
#include "cli/commands/what_if_inputs.hpp"

namespace headroom {

/// What `headroom changes` was asked to do. `ledger` holds the company alone; a ledger is a folder, a database, or a
/// saved run (`FILE.db#ID`).
struct ChangesArguments : WhatIfArguments {
  std::string old_ledger, new_ledger;
};

/// `headroom changes OLD NEW`: the difference of the default probabilities, split over the parts that changed. Gives
/// the exit status.
int run_changes(const ChangesArguments& arguments, std::ostream& out, std::ostream& err);

/// Adds the command and its options.
AddCommand add_changes;

}  // namespace headroom
