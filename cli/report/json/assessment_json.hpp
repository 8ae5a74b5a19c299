// The result of an assessment as JSON.
#pragma once

#include <string>
#include <string_view>

#include "cli/report/assess_report.hpp"
#include "cli/report/json/json_parts.hpp"

namespace headroom {

/// The JSON of `headroom assess`, schema 1. Source: docs/assess.md.
std::string assessment_json(const AssessReport& report, std::string_view version);

/// The same as a value, for reports that hold it.
Json assessment_json_value(const AssessReport& report, std::string_view version);

}  // namespace headroom
