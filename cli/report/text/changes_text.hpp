// What `headroom changes` has found, as text for people.
#pragma once

#include <string>

#include "cli/report/changes_report.hpp"
#include "cli/terminal/style.hpp"

namespace headroom {

std::string changes_text(const ChangesReport& report, const Style& style);

}  // namespace headroom
