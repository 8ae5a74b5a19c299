// From command-line arguments to the command that they ask for.
#pragma once

#include <iosfwd>
#include <string>
#include <vector>

namespace headroom {

/// Understands the arguments (without the program's name) and runs the command. Gives the exit status: 2 where the
/// usage is wrong.
int run_command_line(const std::vector<std::string>& arguments, std::ostream& out, std::ostream& err);

}  // namespace headroom
