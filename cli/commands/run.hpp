// The command `run`: how likely the firm is to run out of money.
#pragma once

#include <cstdint>
#include <iosfwd>
#include <optional>
#include <string>

#include "cli/commands/command.hpp"
#include "cli/commands/report_files.hpp"
#include "cli/commands/what_if_inputs.hpp"
#include "cli/report/words/language.hpp"

namespace headroom {

/// What `headroom run` was asked to do. With a precision, `paths` is how many may be played at most.
struct RunArguments : WhatIfArguments {
  Language language = Language::en;  ///< of what people are told
  std::optional<double> precision;   ///< half-width of the 95% interval of every default probability
  ReportFile html;                   ///< the owner's report
  ReportFile xlsx;                   ///< the result as a workbook
  double intensity = 1.0;            ///< how many times its strength each scenario is played at
  std::optional<double> fail_above;  ///< of the base case's default probability, in any scenario
};

/// `headroom run LEDGER`: the risk of the firm under each scenario, with and without each relief. Gives the exit
/// status.
int run_run(const RunArguments& arguments, std::ostream& out, std::ostream& err);

/// How many futures a run plays, or with a precision may play at most.
std::uint64_t paths_of(const RunArguments& arguments);

/// The command line that computes the same again, quoted for a shell.
std::string command_line_of(const RunArguments& arguments, int horizon_days);

/// Adds the options alone.
void add_run_options(CommandOptions& command, RunArguments& run);

/// Adds the command and its options.
AddCommand add_run;

}  // namespace headroom
