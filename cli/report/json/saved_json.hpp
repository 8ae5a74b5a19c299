// What the commands over saved runs have found, as JSON.
#pragma once

#include <string>
#include <vector>

#include "cli/report/saved_report.hpp"

namespace headroom {

std::string saved_runs_json(const std::vector<SavedRun>& runs);
std::string rerun_json(const RerunReport& report);
std::string run_difference_json(const RunDifference& difference);

}  // namespace headroom
