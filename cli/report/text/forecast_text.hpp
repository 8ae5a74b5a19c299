// A forecast as text for people.
#pragma once

#include <string>

#include "cli/report/forecast_report.hpp"
#include "cli/terminal/style.hpp"
#include "models/message.hpp"

namespace headroom {

/// The ledger as written for people: a cash calendar by week, the lowest point, what cannot be paid, what has no date.
std::string forecast_text(const ForecastReport& report, const Style& style, const MessageWords& words = {});

}  // namespace headroom
