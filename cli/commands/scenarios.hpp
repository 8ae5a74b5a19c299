// The command `scenarios`: what is built in of what may go wrong.
#pragma once

#include <iosfwd>

#include "cli/commands/command.hpp"
#include "cli/report/words/language.hpp"

namespace headroom {

/// `headroom scenarios`: what the built-in scenarios are called and what they change. Gives the exit status.
int run_scenarios(std::ostream& out, Language language = Language::en);

/// Adds the command.
AddCommand add_scenarios;

}  // namespace headroom
