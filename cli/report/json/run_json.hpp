// The result of a run as JSON.
#pragma once

#include <string>
#include <string_view>

#include "cli/report/run_report.hpp"

namespace headroom {

/// The result of `headroom run` as JSON, schema 1: every option has every field; what was not computed is null.
std::string run_json(const RunReport& report, std::string_view version);

}  // namespace headroom
