// What is said of saved runs.
#pragma once

#include <cstddef>

#include "cli/report/saved_report.hpp"
#include "models/message.hpp"

namespace headroom {

/// How many runs a file holds, or that it holds none and how to save one.
Message saved_runs_sentence(const std::string& file, std::size_t count);
/// Whether computing again gave the same.
Message rerun_sentence(const RerunReport& report);
/// Where it did not, the first field that differs.
Message first_difference_sentence(const ChangedField& field);
/// Which programs have computed the two, where these are not the same.
Message programs_sentence(const RerunReport& report);
/// How many lines of inputs, and how many fields of results, differ.
Message changed_lines_sentence(const RunDifference& difference);
Message changed_fields_sentence(const RunDifference& difference);
/// How many more there are than are shown.
Message more_in_json_sentence(std::size_t count);

}  // namespace headroom
