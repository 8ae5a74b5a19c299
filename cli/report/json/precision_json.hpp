// What a run to a precision reached, as JSON.
#pragma once

#include <optional>

#include "cli/report/json/json_parts.hpp"
#include "cli/report/manifest.hpp"
#include "engine/measures/results.hpp"

namespace headroom {

/// Of the manifest, and of a scenario; null where no precision was asked for.
Json precision_json(const std::optional<PrecisionSummary>& summary);
Json precision_json(const std::optional<PrecisionReport>& report);

}  // namespace headroom
