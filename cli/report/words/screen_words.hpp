// What the first screen of a report says, each in a sentence.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "cli/report/forecast_report.hpp"
#include "cli/report/manifest.hpp"
#include "cli/report/run_report.hpp"
#include "engine/measures/results.hpp"
#include "models/error.hpp"

namespace headroom {

/// "31 October 2026 to 31 October 2027 (365 days), amounts in CNY".
std::string period_words(const Manifest& manifest);

/// "wind-down: no sales entered after 31 October 2027". Requires: is_wind_down().
std::string wind_down_sentence(const Manifest& manifest);

/// "and 3 more, below".
std::string more_below_words(std::size_t count);

/// Of several scenarios, the one that the answer is about.
std::string worst_scenario_words(const std::string& scenario);

/// The answer: how likely, with its interval and, where it is rare, what that means; what fails first, and when.
std::vector<std::string> answer_sentences(const Manifest& manifest, const OptionResult& base);

/// How many reliefs were looked at, and which of them lowers the probability most; empty where there is none.
std::string reliefs_words(const ScenarioResult& result);

/// What nobody has entered, with what was taken for it: a line at most.
void add_unanswered(const std::vector<Unanswered>& unanswered, std::vector<std::string>& reasons);

/// What makes the number unsafe, each in a line.
std::vector<std::string> unsafe_words(const RunReport& report);
std::vector<std::string> unsafe_words(const ForecastReport& report);

}  // namespace headroom
