// Sentences that say how strong a scenario must be to reach a probability.
#pragma once

#include <optional>
#include <vector>

#include "cli/report/breakpoint_report.hpp"
#include "models/message.hpp"

namespace headroom {

/// The answer, in sentences, the first of which is the strength or why there is none.
std::vector<Message> breakpoint_sentences(const BreakpointReport& report);

/// Why there is no strength; nothing where there is.
std::optional<Message> reason_without_breakpoint(const BreakpointReport& report);

}  // namespace headroom
