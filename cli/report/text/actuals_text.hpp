// What `headroom actuals` has found, as text for people.
#pragma once

#include <string>

#include "cli/report/actuals_report.hpp"
#include "cli/terminal/style.hpp"

namespace headroom {

std::string actuals_text(const ActualsReport& report, const Style& style);

}  // namespace headroom
