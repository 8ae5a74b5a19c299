// The command `size`: how much of a loan brings the default probability to a target.
#pragma once

#include <iosfwd>
#include <optional>
#include <string>

#include "cli/commands/command.hpp"
#include "cli/commands/what_if_inputs.hpp"

namespace headroom {

/// What `headroom size` was asked to do.
struct SizeArguments : WhatIfArguments {
  std::optional<double> target;
  Language language = Language::en;      ///< of what people are told
  std::optional<std::string> max, step;  ///< amounts as they were typed, in the relief's currency
};

/// `headroom size LEDGER --relief R --target P`: gives the exit status.
int run_size(const SizeArguments& arguments, std::ostream& out, std::ostream& err);

/// Adds the options alone.
void add_size_options(CommandOptions& command, SizeArguments& arguments);

/// Adds the command and its options.
AddCommand add_size;

}  // namespace headroom
