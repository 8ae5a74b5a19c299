// The command `drivers`: why the firm may default.
#pragma once

#include <iosfwd>
#include <optional>

#include "cli/commands/command.hpp"
#include "cli/commands/options.hpp"
#include "cli/commands/what_if_inputs.hpp"

namespace headroom {

/// What `headroom drivers` was asked to do: one scenario, at most one relief.
struct DriversArguments : WhatIfArguments {
  std::optional<double> target;  ///< a default probability that levers are to reach
};

/// `headroom drivers LEDGER`: causes, levers, customers and invoices behind the default probability. Gives the exit
/// status.
int run_drivers(const DriversArguments& arguments, std::ostream& out, std::ostream& err);

void add_drivers_options(CommandOptions& command, DriversArguments& arguments);

/// Adds the command and its options.
AddCommand add_drivers;

}  // namespace headroom
