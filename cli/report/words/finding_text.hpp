// Findings as lines of text that people and editors can follow to the place.
#pragma once

#include <string>

#include "models/error.hpp"

namespace headroom {

/// One finding as a line for people and editors: `file:line:column: what: "value"; mend`, with `warning: ` or `note: `
/// before what is no fault.
std::string finding_text(const Fault& finding, const MessageWords& words = {});

/// All of them, a line each.
std::string findings_text(const Faults& findings, const MessageWords& words = {});

}  // namespace headroom
