// On which paths a firm defaults if something were otherwise: a bit a path, for many cases on the same futures.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "engine/flows/exposure.hpp"
#include "engine/measures/results.hpp"
#include "engine/play/scenario_run.hpp"
#include "engine/simulation/planned_scenario.hpp"
#include "models/cause.hpp"
#include "models/ledger.hpp"
#include "models/relief.hpp"
#include "models/scenario.hpp"

namespace headroom {

/// What is otherwise: a scenario, causes that are off, items that are amended.
struct CaseChange {
  Scenario scenario = {};
  CauseSet off = {};
  std::function<void(Exposure&)> amend = {};
};

/// On which paths the default event happens by the horizon.
struct CaseDefaults {
  bool is_random = false;      ///< whether anything is
  bool possible = false;       ///< whether the event can happen at all
  bool in_one_course = false;  ///< whether it does in the course of the ledger as written
  std::uint64_t paths = 0;
  std::vector<std::uint64_t> bits;  ///< Shape: [ceil(paths / 64)]

  bool has_estimate() const { return is_random && possible; }
  std::uint64_t count() const;
  double share_of_paths() const { return static_cast<double>(count()) / static_cast<double>(paths); }
  /// To the bit what a run of this case says; nothing where that says nothing.
  std::optional<Estimate> estimate() const;
  /// The same, with the one course as its answer, 0 or 1, where nothing is random.
  double value() const;
  /// Of the first paths alone.
  CaseDefaults first(std::uint64_t first_paths) const;
};

/// How much more probable the default is in `a` than in `b`, on the same paths.
Estimate difference_of(const CaseDefaults& a, const CaseDefaults& b);

/// Plays cases of one ledger and one option on the same futures.
class CasePlayer {
 public:
  /// `relief`: in the ledger's currency, and the firm is eligible for it; null: no relief. Requires: all outlive it.
  CasePlayer(const Ledger& ledger, const Relief* relief, const SimulationSettings& settings);

  const SimulationSettings& settings() const { return settings_; }
  /// A case that stays, with which every few cases are played together: most of them share most of its draws.
  void keep_beside(const PlannedScenario& reference) { reference_ = &reference; }
  /// How many cases are expected in all: what progress is measured by.
  void expect(std::size_t cases) { cases_expected_ += cases; }

  PlannedScenario plan(const CaseChange& change) const;
  /// Plays cases a few together, so that memory does not grow with their number, but for a bit a path and case.
  std::vector<CaseDefaults> play(const std::vector<CaseChange>& cases, std::uint64_t paths);

  /// Plays one case, and shows the outcomes of each block of paths, from several threads at once.
  using SeeOutcomes =
      std::function<void(std::size_t thread, std::uint64_t first_path, int active, const BlockOutcomes& outcomes)>;
  /// What is known of a case before its paths are played: no bit is set.
  CaseDefaults unplayed(const PlannedScenario& planned, std::uint64_t paths) const;
  void play_seen(const PlannedScenario& planned, const SeeOutcomes& see) const;

 private:
  const Ledger& ledger_;
  const Relief* relief_;
  SimulationSettings settings_;
  std::function<void(std::uint64_t)> progress_;
  const PlannedScenario* reference_ = nullptr;
  std::size_t cases_expected_ = 0, cases_done_ = 0;
};

}  // namespace headroom
