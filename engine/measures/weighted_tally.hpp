// Counts over weighted paths (importance sampling) what became of one option.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "engine/measures/relief_effect.hpp"
#include "engine/measures/results.hpp"
#include "engine/settlement/block_outcomes.hpp"

namespace headroom {

/// What a path counts for, as a whole number: the weight 1 is 2^60. Sums of them are the same in any order.
using FixedWeight = std::uint64_t;
inline constexpr FixedWeight unit_weight = FixedWeight{1} << 60;

/// The nearest fixed weight. Requires: 0 <= weight < 16.
FixedWeight fixed_weight(double weight);

/// A sum over randomisations of what each found: the mean and its standard error.
class ReplicateMean {
 public:
  void add(double value) noexcept;
  std::uint64_t count() const { return count_; }
  double mean() const;
  /// Sample variance between randomisations. Requires: two or more.
  double variance() const;
  Estimate estimate() const;

 private:
  std::uint64_t count_ = 0;
  double sum_ = 0.0, squares_ = 0.0;
};

/// Weighted counts of one option over a few randomisations, whole numbers throughout: threads' parts merge to the same
/// bits.
class WeightedTally {
 public:
  static constexpr std::size_t replicates_max = 32;

  WeightedTally(int horizon_days, Event default_event);

  /// Adds a block of randomisation `replicate` (below replicates_max). `base`: the base case on the same futures.
  void add(std::size_t replicate, const BlockOutcomes& outcomes, const BlockOutcomes& base, const FixedWeight* weights);
  void merge(const WeightedTally& other);
  void clear();

 private:
  friend class ReplicateEstimates;
  __extension__ using Wide = unsigned __int128;

  Event default_event_;
  std::size_t day_count_;                                       // H + 2: the last is never
  std::vector<Wide> by_day_;                                    // [replicate][H + 2]
  std::vector<std::array<Wide, event_count>> events_;           // [replicate]
  std::vector<std::array<Wide, relief_effect_count>> effects_;  // [replicate]
  std::vector<Wide> first_unpaid_;                              // [H + 1][class]
  std::uint64_t defaults_ = 0;                                  // paths, unweighted
  FixedWeight largest_ = 0, largest_survivor_ = 0;              // of a path with default, and of one without
};

/// What an option comes to by the spread between randomisations.
class ReplicateEstimates {
 public:
  explicit ReplicateEstimates(int horizon_days);

  /// Folds the first `replicates` randomisations in, in order. `points`: paths of each.
  void fold(const WeightedTally& tally, std::size_t replicates, std::uint64_t points);

  /// Default by the horizon.
  const ReplicateMean& default_by_horizon() const { return by_day_.back(); }
  std::uint64_t replicates() const { return by_day_.back().count(); }
  std::uint64_t defaults() const { return defaults_; }  ///< paths with default, whatever they weigh
  /// What one path has at most in the default probability or in that of survival, as a share of it; 1 where no path
  /// defaults, or every one does.
  double largest_share() const;
  const std::vector<ReplicateMean>& by_day() const { return by_day_; }
  const ReplicateMean& event(std::size_t index) const { return events_[index]; }
  Change change() const;
  /// The (day, class) that is most often the first that cannot be paid.
  std::optional<FirstFailure> first_failure() const;

 private:
  std::vector<ReplicateMean> by_day_;  // [H + 1]
  std::array<ReplicateMean, event_count> events_;
  ReplicateMean saved_, delayed_, fails_, harmed_, difference_;
  std::vector<double> first_unpaid_;  // [H + 1][class]
  std::uint64_t defaults_ = 0;
  double largest_ = 0.0, weight_ = 0.0;                    // of a path with default, and of all
  double largest_survivor_ = 0.0, survivor_weight_ = 0.0;  // likewise without
};

}  // namespace headroom
