// How much of what a firm is to receive depends on single counterparties.
#pragma once

#include <optional>

#include "engine/lending/assessment.hpp"
#include "models/ledger.hpp"

namespace headroom {

/// Of open receivables, open orders and expected sales within the horizon, as written, by counterparty. Nothing where
/// the ledger holds none. Source: docs/assess.md.
std::optional<ConcentrationResult> concentration_of(const Ledger& ledger, int horizon_days);

}  // namespace headroom
