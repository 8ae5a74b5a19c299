// Saves what a command has answered, with all its inputs: `--save FILE.db`.
#pragma once

#include <iosfwd>
#include <optional>
#include <string>
#include <vector>

#include "cli/commands/options.hpp"
#include "cli/commands/what_if_inputs.hpp"
#include "cli/store/saved_runs.hpp"
#include "models/error.hpp"

namespace headroom {

/// Adds `--save FILE.db`.
void add_save_option(CommandOptions& command, WhatIfArguments& arguments);

/// What stands in the way of saving, asked before a long computation; nothing where nothing is to be saved.
std::optional<Fault> obstacle_to_saving(const WhatIfArguments& arguments);

/// What a command has answered.
struct Answer {
  std::string command;  ///< that computes the same again
  std::string json;
  std::vector<SavedInput> inputs;  ///< all that was read: see `saved_inputs_of`
  int status = 0;                  ///< that the command has earned so far
};

/// Saves the answer where that was asked for and the command has not failed, and says under which id. Gives the exit
/// status: the answer's, or the one that saving has earned.
int save_answer(const WhatIfArguments& arguments, const Answer& answer, std::ostream& err);

/// The run with the id that a command line gives. Errors: a text that is none, an id that the file does not hold, a
/// file that holds no saved runs.
Result<SavedRun> find_saved_run(const std::filesystem::path& file, const std::string& id);

}  // namespace headroom
