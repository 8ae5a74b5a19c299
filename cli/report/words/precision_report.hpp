// What a run to a precision reached, in words.
#pragma once

#include <string>
#include <vector>

#include "cli/report/manifest.hpp"
#include "engine/measures/results.hpp"
#include "models/message.hpp"

namespace headroom {

/// What scenarios reached together.
PrecisionSummary precision_of(double requested, const std::vector<ScenarioResult>& results);

/// How well a scenario's default probability is known, by which paths, and whether that is what was asked for; nothing
/// where no precision was asked for, or nothing is random.
std::vector<Message> precision_sentences(const Manifest& manifest, const ScenarioResult& result);

/// What ± means in a run to a precision, and which figures are of which paths.
Message precision_closing(const Manifest& manifest, const std::vector<ScenarioResult>& results);

/// "plain", "sobol", "importance".
std::string_view name_of(Sampling sampling);

/// "wilson", "replicates".
std::string_view name_of(IntervalMethod method);

}  // namespace headroom
