// `headroom scenarios`: lists the built-in scenarios.
#pragma once
#include <iosfwd>

namespace headroom {

/// `headroom scenarios`: what the built-in scenarios are called and what they change. Gives the exit status.
int run_scenarios(std::ostream& out);

}  // namespace headroom
