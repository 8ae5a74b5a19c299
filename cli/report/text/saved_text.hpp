// What the commands over saved runs have found, as text for people.
#pragma once

#include <string>
#include <vector>

#include "cli/report/saved_report.hpp"
#include "cli/terminal/style.hpp"

namespace headroom {

std::string saved_runs_text(const std::string& file, const std::vector<SavedRun>& runs, const Style& style);
std::string rerun_text(const RerunReport& report, const Style& style);
std::string run_difference_text(const RunDifference& difference, const Style& style);

}  // namespace headroom
