// Expected sales as exposures, period by period.
#pragma once

#include "engine/flows/exposure_draft.hpp"
#include "models/sales.hpp"

namespace headroom {

/// The periods of a stream from as_of on, as far as one can matter.
void add_sales(const SalesStream& stream, ExposureDraft& draft);

}  // namespace headroom
