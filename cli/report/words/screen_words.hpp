// What the first screen of a report says, each in a sentence.
#pragma once

#include <cstddef>
#include <vector>

#include "cli/report/forecast_report.hpp"
#include "cli/report/manifest.hpp"
#include "cli/report/run_report.hpp"
#include "engine/measures/results.hpp"
#include "models/error.hpp"
#include "models/message.hpp"

namespace headroom {

/// "31 October 2026 to 31 October 2027 (365 days), amounts in CNY".
Message period_words(const Manifest& manifest);

/// "wind-down: no sales entered after 31 October 2027". Requires: is_wind_down().
Message wind_down_sentence(const Manifest& manifest);

/// How far the ledger knows of sales, and what it means where that is not far enough.
Message knowledge_sentence(const Manifest& manifest);

/// How strong the scenarios are played where that is not as they are written; empty where it is.
Message intensity_words(const RunReport& report);

/// "and 3 more, below".
Message more_below_words(std::size_t count);

/// Of several scenarios, the one that the answer is about.
Message worst_scenario_words(const Message& scenario);

/// The answer: how likely, with its interval and, where it is rare, what that means; what fails first, and when.
std::vector<Message> answer_sentences(const Manifest& manifest, const OptionResult& base);

/// How many reliefs were looked at, and which of them lowers the probability most; empty where there is none.
Message reliefs_words(const ScenarioResult& result, const MessageWords& words = {});

/// Warnings, told by the first of them: a line at most.
void add_warnings(const Faults& notices, std::vector<Message>& reasons);

/// What nobody has entered, with what was taken for it: a line at most.
void add_unanswered(const std::vector<Unanswered>& unanswered, std::vector<Message>& reasons);

/// What makes the number unsafe, each in a line.
std::vector<Message> unsafe_words(const RunReport& report);
std::vector<Message> unsafe_words(const Manifest& manifest, const std::vector<Unanswered>& unanswered,
                                  const Faults& notices);
std::vector<Message> unsafe_words(const ForecastReport& report);

}  // namespace headroom
