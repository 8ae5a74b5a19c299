// The first screen of `headroom run`: the answer, what it rests on, and what would change it.
#pragma once

#include <string>

#include "cli/report/run_report.hpp"
#include "cli/terminal/style.hpp"
#include "models/message.hpp"

namespace headroom {

/// At most 24 lines of 80 columns: which firm, the comparison of several scenarios, the answer with its interval, what
/// fails first, each relief's effect, and a line for each thing that makes the number unsafe.
std::string run_screen(const RunReport& report, const Style& style, const MessageWords& words = {});

}  // namespace headroom
