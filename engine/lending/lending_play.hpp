// Plays a ledger without and with reliefs and counts what a lender asks about.
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "engine/lending/lending_counts.hpp"
#include "engine/plan/option_plan.hpp"
#include "engine/plan/plan.hpp"
#include "engine/play/scenario_run.hpp"

namespace headroom {

/// What is played: the base case first, whose coverage nobody asks for. Requires: what it names outlives it.
struct LendingPlayRequest {
  const Plan& plan;
  const std::vector<OptionPlan>& options;
  const std::vector<std::vector<CountedLoan>>& loans;  ///< Shape: [option][loan]
  const CountingTask& task;
  const SimulationSettings& settings;
  /// The first month in which a customer is late, by lane, from the tiles of a block; none: nobody asks.
  std::function<void(const Tiles& tiles, std::int32_t* months)> late_months = {};
};

/// Every option over all paths; where no option is random, the one course of the ledger as written, as one path. The
/// same bits for any number of threads. Shape: [option]
std::vector<LendingCounts> play_for_lender(const LendingPlayRequest& request);

/// The one course of the ledger as written, as one path.
std::vector<LendingCounts> play_written_for_lender(const LendingPlayRequest& request);

}  // namespace headroom
