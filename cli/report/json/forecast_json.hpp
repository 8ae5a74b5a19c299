// A forecast as JSON.
#pragma once

#include <string>
#include <string_view>

#include "cli/report/forecast_report.hpp"
#include "cli/report/json/json_parts.hpp"

namespace headroom {

/// The 13-week cash calendar, a row a week.
Json weeks_json(const Manifest& manifest, const Forecast& forecast);

/// The ledger as written, as JSON: dated flows up to the horizon, cash for every day, and receivables without a date.
std::string forecast_json(const ForecastReport& report, std::string_view version);

}  // namespace headroom
