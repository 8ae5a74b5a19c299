#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "engine/option_plan.hpp"
#include "engine/settlement.hpp"
#include "engine/statistics.hpp"

namespace headroom {

/// Smallest and largest amount of everything that is kept in histograms, from the first paths of a run.
struct Bounds {
  std::vector<Minor> lowest, highest;  ///< Shape: [2 x samples + 2], cash first, then position, lowest position, funding need

  explicit Bounds(std::size_t sample_count);
  void include(const BlockOutcomes& outcomes, int active);
  void include(const Bounds& other);
};

/// Outcomes of one option over paths, counted so that parts from several threads merge to the same bits.
class Tally {
 public:
  Tally(const Plan& plan, const Bounds& bounds, Event default_event);

  /// Adds the first `active` lanes of a block. `base`: the outcomes of the base case on the same futures.
  void add(const BlockOutcomes& outcomes, const BlockOutcomes& base, int active);
  void merge(const Tally& other);

  /// What the option comes to. `samples`: the days kept.
  OptionResult result(const Plan& plan, const OptionPlan& option, const std::vector<std::int32_t>& samples) const;
  Change change() const;
  std::uint64_t paths() const { return paths_; }
  /// Paths with default by the horizon.
  std::uint64_t defaults() const { return paths_ - by_day_[static_cast<std::size_t>(default_event_)].back(); }
  double owed_after_horizon() const;

 private:
  __extension__ using Wide = __int128;

  Event default_event_;
  std::uint64_t paths_ = 0;
  std::array<std::vector<std::uint64_t>, event_count> by_day_;                 // [event][H + 2]
  std::array<std::vector<std::uint64_t>, creditor_class_count> first_unpaid_;  // [class][H + 1]
  std::vector<Histogram> histograms_;                                          // as in Bounds
  std::uint64_t survives_ = 0, saved_ = 0, delayed_ = 0, fails_ = 0, earlier_ = 0, only_with_ = 0;
  Wide owed_ = 0, received_ = 0;
};

}  // namespace headroom
