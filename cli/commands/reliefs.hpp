// The command `reliefs`: what is built in of what may help.
#pragma once

#include <iosfwd>

#include "cli/commands/command.hpp"
#include "cli/report/words/language.hpp"

namespace headroom {

/// `headroom reliefs`: what the built-in reliefs are called, their terms, sources and assumptions. Gives the exit
/// status.
int run_reliefs(std::ostream& out, Language language = Language::en);

/// Adds the command.
AddCommand add_reliefs;

}  // namespace headroom
