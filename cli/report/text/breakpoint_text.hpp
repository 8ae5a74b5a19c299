// A breakpoint as text for people.
#pragma once

#include <string>

#include "cli/report/breakpoint_report.hpp"
#include "cli/terminal/style.hpp"
#include "models/message.hpp"

namespace headroom {

/// The answer of `headroom breakpoint` for people: the strength first, then what it rests on, then every strength
/// played.
std::string breakpoint_text(const BreakpointReport& report, const Style& style, const MessageWords& words = {});

}  // namespace headroom
