// A forecast as JSON.
#pragma once

#include <string>
#include <string_view>

#include "cli/report/forecast_report.hpp"

namespace headroom {

/// The ledger as written, as JSON: dated flows up to the horizon, cash for every day, and receivables without a date.
std::string forecast_json(const ForecastReport& report, std::string_view version);

}  // namespace headroom
