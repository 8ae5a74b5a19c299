// Sentences that say how strong a scenario must be to reach a probability.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/report/breakpoint_report.hpp"
#include "models/message.hpp"

namespace headroom {

/// The answer, in sentences, the first of which is the strength or why there is none.
std::vector<Message> breakpoint_sentences(const BreakpointReport& report);

/// What the answer rests on beside the ledger: the scenario, and what its strength means.
std::vector<Message> breakpoint_notes(const BreakpointReport& report);

/// `1.37`.
std::string strength_words(double intensity);

/// Why there is no strength; nothing where there is.
std::optional<Message> reason_without_breakpoint(const BreakpointReport& report);

}  // namespace headroom
