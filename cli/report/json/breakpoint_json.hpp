// The answer of `headroom breakpoint` as JSON.
#pragma once

#include <string>
#include <string_view>

#include "cli/report/breakpoint_report.hpp"

namespace headroom {

/// The answer of `headroom breakpoint` as a JSON document, schema 1 (docs/breakpoint.md).
std::string breakpoint_json(const BreakpointReport& report, std::string_view version);

}  // namespace headroom
