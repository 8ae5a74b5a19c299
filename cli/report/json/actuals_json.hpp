// What `headroom actuals` has found, as JSON.
#pragma once

#include <string>
#include <string_view>

#include "cli/report/actuals_report.hpp"

namespace headroom {

std::string actuals_json(const ActualsReport& report, std::string_view version);

}  // namespace headroom
