// The part of a run's report that tells of suppliers and late payments.
#pragma once

#include <string>

#include "cli/report/manifest.hpp"
#include "cli/terminal/style.hpp"
#include "engine/measures/results.hpp"
#include "models/message.hpp"

namespace headroom {

/// How likely suppliers with terms of their own are to stop, and what lateness costs, an option a column; empty without
/// any.
std::string suppliers_text(const Manifest& manifest, const ScenarioResult& result, const Style& style,
                           const MessageWords& words = {});

}  // namespace headroom
