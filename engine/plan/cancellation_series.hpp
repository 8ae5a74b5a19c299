// The share of draws that cancel an exposure, as series about a few places.
#pragma once

#include "engine/plan/plan_columns.hpp"

namespace headroom {

/// Fills `plan.cancellations` from the thresholds of its exposures: a few places for each counterparty, and for each
/// row the series about the nearest. Requires: exposures and loadings are there.
void add_cancellation_series(Plan& plan);

}  // namespace headroom
