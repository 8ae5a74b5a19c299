// The flows of a forecast after what suppliers did about late payments.
#pragma once

#include <vector>

#include "engine/flows/flow.hpp"
#include "engine/plan/plan_columns.hpp"
#include "engine/settlement/supplier_strain.hpp"

namespace headroom {

/// The flows of a plan as written, after what suppliers did on the first lane of a block: what is not delivered is
/// gone, deposits go back, what is paid in advance or on delivery lies earlier, and charges for lateness are added.
/// Requires: the block was played as written, its first lane followed; the plan outlives the flows.
std::vector<DatedFlow> flows_with_lateness(const Plan& plan, const Tiles& tiles, const SupplierStrain& strain,
                                           const LateOutcomes& late);

}  // namespace headroom
