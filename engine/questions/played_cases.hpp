// One way of asking what would be if something were so: many cases and options on one set of futures.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "engine/measures/results.hpp"
#include "engine/play/scenario_run.hpp"
#include "engine/settlement/block_outcomes.hpp"
#include "engine/simulation/planned_scenario.hpp"
#include "models/ledger.hpp"
#include "models/relief.hpp"
#include "models/scenario.hpp"

namespace headroom {

/// One way in which things could be: a ledger, what goes wrong, and what may help.
struct AskedCase {
  const Ledger* ledger = nullptr;
  Scenario scenario = {};
  /// Terms in the ledger's currency, of reliefs that the firm is eligible for; null: no relief.
  std::vector<const Relief*> options = {nullptr};
};

/// Paths that are played: all of a run, or a part of it. Requires: `first` is a multiple of the settings' lanes.
struct PathRange {
  std::uint64_t first = 0, count = 0;
};

/// What one option of one case comes to: the first day of the default event, path by path.
struct CaseOutcome {
  bool is_random = false;
  bool possible = false;         ///< whether the event can happen at all
  std::int32_t written_day = 0;  ///< of the event in the one course of the ledger as written; H + 1: not by the horizon
  int horizon_days = 0;
  std::uint64_t paths = 0;
  std::uint64_t defaults = 0;  ///< paths with the event by the horizon
  /// The first day of the event; H + 1: not by the horizon. Where nothing is random, `written_day` on every path.
  /// Shape: [path]; empty where days are not kept.
  std::vector<std::uint16_t> days;

  bool has_estimate() const { return is_random && possible; }
  /// The share of futures with the event; nothing where nothing is random or the event cannot happen.
  std::optional<Estimate> probability() const;
  /// The same with the one course as its answer, 0 or 1, where nothing is random; 0 where the event cannot happen.
  double share() const;
  /// Wilson's 95% interval of `share`; the one answer twice where nothing is random.
  Interval ci95() const;
};

/// Whether the days of each path are kept (2 bytes a path and option), or counted alone.
enum class KeptDays { none, all };

/// Plans a case: its plan, its options in order, and the one course of each. Requires: the ledger outlives the plan.
PlannedScenario plan_case(const AskedCase& asked, const SimulationSettings& settings);

/// Plans other options on the same plan, in place of those it has.
void set_options(PlannedScenario& planned, const std::vector<const Relief*>& options);

/// What is seen of a block of paths: the outcomes of the options of one case, `active` lanes of which count.
struct SeenBlock {
  std::size_t thread = 0;  ///< below `thread_count` of the settings' threads
  std::size_t case_index = 0;
  std::uint64_t first_path = 0;
  int active = 0;
  const std::vector<BlockOutcomes>& options;
};

/// Plays cases on the same futures over threads, a few cases together, so that memory does not grow with their number:
/// what they share is drawn once. `see` is called from all threads at once, once for each case and block.
/// Every outcome has the bits that `simulate` gives, but cash and position by day, which are left out.
/// Requires: cases of one seed and horizon.
void play_blocks(const std::vector<const PlannedScenario*>& cases, const SimulationSettings& settings, PathRange paths,
                 const std::function<void(const SeenBlock&)>& see);

/// The first day of the default event of every option of every case, on the same futures. Shape: [case][option]
ByOption<CaseOutcome> play_planned(const std::vector<const PlannedScenario*>& cases, const SimulationSettings& settings,
                                   KeptDays kept, PathRange paths);

/// The same of cases that are planned for this alone, on all paths of the settings.
ByOption<CaseOutcome> play_cases(const std::vector<AskedCase>& cases, const SimulationSettings& settings,
                                 KeptDays kept = KeptDays::none);

/// How much more probable the event is in `a` than in `b`, with the standard error of the difference on the same paths.
/// Requires: the days of both are kept, on the same paths.
Estimate paired_difference(const CaseOutcome& a, const CaseOutcome& b);

}  // namespace headroom
