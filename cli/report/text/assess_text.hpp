// An assessment as text for people.
#pragma once

#include <string>

#include "cli/report/assess_report.hpp"
#include "cli/terminal/style.hpp"
#include "models/message.hpp"

namespace headroom {

/// The result of `headroom assess` on two screens: what is not seen, the decision and its rules, then risk, loss, price
/// and coverage; below them months, stresses and what is assumed.
std::string assess_text(const AssessReport& report, const Style& style, const MessageWords& words = {});

}  // namespace headroom
