// Plain paths, every draw of each its own, over threads.
#pragma once

#include <vector>

#include "engine/measures/tally.hpp"
#include "engine/play/scenario_run.hpp"

namespace headroom {

/// Plays so many paths of scenarios together, over threads. The same bits for any number of threads and lanes.
/// Requires: the runs have the same samples and settings, but for `paths` of them.
ByOption<Tally> play_plain(const std::vector<ScenarioRun>& runs, std::uint64_t paths);

}  // namespace headroom
