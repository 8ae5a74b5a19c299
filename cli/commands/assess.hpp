// The command `assess`: would you lend, how much, at what price.
#pragma once

#include <iosfwd>
#include <optional>
#include <string>

#include "cli/commands/command.hpp"
#include "cli/commands/report_files.hpp"
#include "cli/commands/what_if_inputs.hpp"
#include "cli/report/words/language.hpp"

namespace headroom {

/// What `headroom assess` was asked to do: one relief; scenarios are stresses beside the ledger as written.
struct AssessArguments : WhatIfArguments {
  AssessArguments() { default_event = Event::any_90dpd; }

  std::optional<std::string> policy;  ///< a file; none: what is assumed where nobody says
  ReportFile html;                    ///< the lender's memo
  Language language = Language::en;   ///< of text and memo
};

/// `headroom assess LEDGER --relief R`: the lender's view of one relief. Gives the exit status.
int run_assess(const AssessArguments& arguments, std::ostream& out, std::ostream& err);

/// Adds the options alone.
void add_assess_options(CommandOptions& command, AssessArguments& arguments);

/// Adds the command and its options.
AddCommand add_assess;

}  // namespace headroom
