// Whole randomisations of Sobol points, played over threads.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "engine/measures/amount_layout.hpp"
#include "engine/measures/tally.hpp"
#include "engine/measures/weighted_tally.hpp"
#include "engine/play/block_player.hpp"
#include "engine/play/scenario_run.hpp"
#include "engine/sampling/factor_sampling.hpp"

namespace headroom {

/// Plays whole randomisations over threads, and keeps what options come to by them. The same bits for any number of
/// threads.
class RandomisedPlay {
 public:
  /// `points`: of a randomisation. `layouts`: of the amounts of each option; null where only probabilities matter.
  RandomisedPlay(const ScenarioRun& run, const FactorSampling& sampling, std::uint64_t points,
                 const std::vector<std::vector<AmountLayout>>* layouts = nullptr);
  ~RandomisedPlay();

  /// Plays `count` randomisations from number `first` on.
  void play(std::uint64_t first, std::uint64_t count);

  std::uint64_t points() const { return points_; }
  std::uint64_t paths() const { return paths_; }
  /// Shape: [option]
  const std::vector<ReplicateEstimates>& estimates() const { return estimates_; }
  /// All paths so far, unweighted. Requires: layouts. Shape: [option]
  std::vector<Tally> tallies() const;

 private:
  struct Worker;

  void play_part(Worker& worker, std::uint64_t first_replicate, std::uint64_t part);
  void fold(std::size_t replicates);

  ScenarioRun run_;
  const FactorSampling& sampling_;
  std::uint64_t points_, parts_per_replicate_, paths_ = 0;
  bool keeps_amounts_;
  std::vector<std::unique_ptr<Worker>> workers_;  // [thread]
  std::vector<ReplicateEstimates> estimates_;
};

}  // namespace headroom
