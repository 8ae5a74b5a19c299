// Cancellation probabilities as series, so that the kernel needs no search for each order.
#pragma once
#include "engine/plan/plan.hpp"

namespace headroom {

/// Fills `plan.cancellations` from the thresholds of its exposures: a few places for each counterparty, and for each
/// row the series about the nearest. Requires: exposures and loadings are there.
void add_cancellation_series(Plan& plan);

}  // namespace headroom
