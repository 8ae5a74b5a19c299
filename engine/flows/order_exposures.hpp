// Orders on hand as exposures: what is invoiced when they ship, and their milestones.
#pragma once

#include "engine/flows/exposure_draft.hpp"
#include "models/order.hpp"

namespace headroom {

void add_order(const Order& order, ExposureDraft& draft);

}  // namespace headroom
