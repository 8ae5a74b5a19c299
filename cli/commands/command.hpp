// How a command joins the command line, and how it is run once that is understood.
#pragma once

#include <functional>
#include <iosfwd>

namespace CLI {
class App;
}

namespace headroom {

/// Does what was asked for: results go to the first stream, everything else to the second. Gives the exit status.
using CommandAction = std::function<int(std::ostream& out, std::ostream& err)>;

/// Adds a command with its options to the command line. Where it is the one given, `chosen` becomes what it does.
using AddCommand = void(CLI::App& app, CommandAction& chosen);

}  // namespace headroom
