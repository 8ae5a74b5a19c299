// Coverage, covenants and what is watched, as JSON.
#pragma once

#include "cli/report/json/json_parts.hpp"
#include "engine/lending/assessment.hpp"

namespace headroom {

/// `dscr`; null where there is none.
Json coverage_json(const Assessment& assessment, int decimals);
Json covenants_json(const Assessment& assessment, int decimals);
Json watch_json(const Assessment& assessment, int decimals);

}  // namespace headroom
