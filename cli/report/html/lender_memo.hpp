// The lender's memo of an assessment, as a page of HTML that prints on two sheets.
#pragma once

#include <string>
#include <string_view>

#include "cli/report/assess_report.hpp"
#include "cli/report/words/language.hpp"

namespace headroom {

/// What `assess --html` writes: the decision and its rules, probabilities, loss, price and capital, coverage month by
/// month, and what the analysis cannot see. `json`: the same result as `--json` has it.
std::string lender_memo_html(const AssessReport& report, const std::string& json, std::string_view version,
                             Language language = Language::en);

}  // namespace headroom
