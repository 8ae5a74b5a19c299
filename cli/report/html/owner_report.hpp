// The owner's report of a run, as a page of HTML.
#pragma once

#include <string>
#include <string_view>

#include "cli/report/run_report.hpp"
#include "cli/report/words/language.hpp"

namespace headroom {

/// What `run --html` writes: the answer, the charts with the tables behind them, what to do, and what it rests on.
/// `json`: the same result as `--json` has it. Of several scenarios it compares all and is about the worst.
/// Requires: `report.as_written`.
std::string owner_report_html(const RunReport& report, const std::string& json, std::string_view version,
                              Language language = Language::en);

}  // namespace headroom
