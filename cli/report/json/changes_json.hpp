// What `headroom changes` has found, as JSON.
#pragma once

#include <string>
#include <string_view>

#include "cli/report/changes_report.hpp"

namespace headroom {

std::string changes_json(const ChangesReport& report, std::string_view version);

}  // namespace headroom
