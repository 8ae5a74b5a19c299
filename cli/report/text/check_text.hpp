// The report of `headroom check` as text for people.
#pragma once

#include <string>

#include "cli/report/check_report.hpp"
#include "cli/terminal/style.hpp"
#include "models/message.hpp"

namespace headroom {

/// Whether the ledger is ready, and what makes it unsafe: at most 24 lines of 80 columns.
std::string check_screen(const CheckReport& report, const Style& style, const MessageWords& words = {});

/// The rest: every figure that nobody has entered, and what the ledger holds.
std::string check_details(const CheckReport& report, const Style& style, const MessageWords& words = {});

}  // namespace headroom
