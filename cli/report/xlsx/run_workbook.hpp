// The result of a run as a workbook.
#pragma once

#include <string>

#include "cli/report/run_report.hpp"
#include "cli/report/words/language.hpp"
#include "models/error.hpp"
#include "models/ledger.hpp"

namespace headroom {

/// What `run --xlsx` writes: sheets Summary, Cash calendar, Fan, Reliefs, Drivers, Inputs, Assumptions, JSON fields.
/// `json`: the same result as `--json` has it. Requires: `report.as_written`.
/// Errors: the machine refused a temporary file.
Result<std::string> run_workbook(const RunReport& report, const Ledger& ledger, const std::string& json,
                                 Language language = Language::en);

}  // namespace headroom
