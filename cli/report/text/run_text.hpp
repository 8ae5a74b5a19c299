// The result of a run as text for people.
#pragma once

#include <string>

#include "cli/report/run_report.hpp"
#include "cli/terminal/style.hpp"
#include "models/message.hpp"

namespace headroom {

/// The result of `headroom run` for people: what is assumed, then each scenario in tables and sentences, then how to
/// compute it again.
std::string run_text(const RunReport& report, const Style& style, const MessageWords& words = {});

}  // namespace headroom
