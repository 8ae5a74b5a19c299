// The command `breakpoint`: how strong a scenario must be for the default probability to reach a target.
#pragma once

#include <iosfwd>
#include <optional>

#include "cli/commands/command.hpp"
#include "cli/commands/what_if_inputs.hpp"

namespace headroom {

/// What `headroom breakpoint` was asked to do.
struct BreakpointArguments : WhatIfArguments {
  std::optional<double> target;
  Language language = Language::en;  ///< of what people are told
};

/// `headroom breakpoint LEDGER --scenario S --target P`: gives the exit status.
int run_breakpoint(const BreakpointArguments& arguments, std::ostream& out, std::ostream& err);

/// Adds the options alone.
void add_breakpoint_options(CommandOptions& command, BreakpointArguments& arguments);

/// Adds the command and its options.
AddCommand add_breakpoint;

}  // namespace headroom
