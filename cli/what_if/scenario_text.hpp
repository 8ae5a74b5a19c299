// Writes a scenario as the TOML that is read back to the same value.
#pragma once

#include <string>

#include "models/scenario.hpp"

namespace headroom {

/// A scenario file. `read_scenario_text` gives the same scenario, to the last bit of every number.
/// Requires: a scenario as it is read, all shocks in full strength.
std::string scenario_toml(const Scenario& scenario);

}  // namespace headroom
