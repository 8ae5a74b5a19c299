// The tables of a run's report: options, events, cash over time.
#pragma once

#include <string>

#include "cli/report/manifest.hpp"
#include "cli/terminal/style.hpp"
#include "engine/measures/results.hpp"
#include "models/message.hpp"

namespace headroom {

/// The options side by side: probability, runway, money, change.
std::string options_table(const Manifest& manifest, const ScenarioResult& result, const Style& style,
                          const MessageWords& words = {});

/// How often each event happens, an option a column.
std::string events_table(const ScenarioResult& result, const Style& style, const MessageWords& words = {});

/// Default probability up to each month's end, an option a column.
std::string default_by_month_table(const Manifest& manifest, const ScenarioResult& result, const Style& style,
                                   const MessageWords& words = {});

/// Cash net of drawn lines near each month's end: the worst 5%, half, the best 5%, for each option.
std::string cash_by_month_table(const Manifest& manifest, const ScenarioResult& result, const Style& style,
                                const MessageWords& words = {});

}  // namespace headroom
