// Why the answer moved: the difference between two ledgers' default probabilities, split over what changed.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/measures/results.hpp"
#include "engine/play/scenario_run.hpp"
#include "engine/questions/ledger_parts.hpp"
#include "models/scenario.hpp"

namespace headroom {

/// What is compared, and how it is played.
struct ChangesQuestion {
  const Ledger& old_ledger;
  const Ledger& new_ledger;
  Scenario scenario = {};
  SimulationSettings settings;  ///< but the horizon
  int old_horizon_days = 0, new_horizon_days = 0;
};

/// One end of the comparison.
struct ChangesEnd {
  std::optional<Estimate> probability;  ///< nothing where nothing is random, or the event cannot happen
  double share = 0.0;                   ///< the same, 0 or 1 of the one course where nothing is random
};

/// A part that is not the same in both ledgers.
struct PartChange {
  LedgerPart part = LedgerPart::date;
  Estimate share;  ///< of the difference: its Shapley value, with the error of paths and of sampled orders
  std::vector<std::string> gone, added, changed;  ///< items, by name
};

/// The shares sum to `after.share - before.share`.
struct Changes {
  ChangesEnd before, after;
  std::vector<PartChange> parts;  ///< in the order of LedgerPart
  std::size_t cases = 0;          ///< ledgers played
  std::size_t orders = 0;         ///< in which parts were replaced; 0: all of them, exactly
};

/// Parts up to which every order is taken: 2^8 cases.
inline constexpr std::size_t exact_parts_max = 8;

/// Plays the old ledger, the new one, and mixtures of them on the same futures.
/// Requires: both ledgers in one currency, and outliving the call. Source: Shapley 1953; docs/changes.md.
Changes changes_between(const ChangesQuestion& question);

}  // namespace headroom
