// The answer of `headroom size` as JSON.
#pragma once

#include <string>
#include <string_view>

#include "cli/report/size_report.hpp"

namespace headroom {

/// The answer of `headroom size` as a JSON document, schema 1 (docs/size.md).
std::string size_json(const SizeReport& report, std::string_view version);

}  // namespace headroom
