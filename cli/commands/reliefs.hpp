// `headroom reliefs`: lists the built-in reliefs.
#pragma once
#include <iosfwd>

namespace headroom {

/// `headroom reliefs`: what the built-in reliefs are called, their terms, sources and assumptions. Gives the exit
/// status.
int run_reliefs(std::ostream& out);

}  // namespace headroom
