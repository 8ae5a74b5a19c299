// What the commands over saved runs have found: runs, rerun.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/store/saved_runs.hpp"
#include "cli/syntax/line_difference.hpp"

namespace headroom {

/// A field of two answers that is not alike; values as JSON has them.
struct ChangedField {
  std::string field, first, second;
};

/// A line of an input that is not alike.
struct ChangedLine {
  std::string file;
  LineDifference difference;
};

/// What `headroom rerun` has found.
struct RerunReport {
  std::string file;  ///< in which the run is saved
  SavedRun run;
  std::optional<ChangedField> first_difference;  ///< nothing: the same to the last digit
  std::string version_now, compiler_now;
};

/// What `headroom runs --diff` has found.
struct RunDifference {
  std::int64_t first_id = 0, second_id = 0;
  std::vector<ChangedLine> inputs;
  std::vector<ChangedField> results;
};

}  // namespace headroom
