// Which single change moves the lender's event most, with the loan.
#pragma once

#include <vector>

#include "engine/lending/assessment.hpp"
#include "engine/play/scenario_run.hpp"
#include "models/ledger.hpp"
#include "models/relief.hpp"

namespace headroom {

/// Futures behind the levers: fewer than behind the rest, for there are many of them.
inline constexpr std::uint64_t sensitivity_paths_max = 20'000;

/// The levers of `drivers` that move the probability of the lender's event by the horizon most, the largest swing
/// first, each with the probability at its low and its high. Empty where nothing is random. `terms`: in the ledger's
/// currency, and the firm is eligible. Source: docs/drivers.md.
std::vector<Sensitivity> most_sensitive(const Ledger& ledger, const Relief& terms, SimulationSettings settings);

}  // namespace headroom
