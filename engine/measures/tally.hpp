// Counts over equally weighted paths what became of one option.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "engine/measures/amount_layout.hpp"
#include "engine/measures/amount_tally.hpp"
#include "engine/measures/histogram.hpp"
#include "engine/measures/relief_effect.hpp"
#include "engine/measures/results.hpp"
#include "engine/measures/supplier_tally.hpp"
#include "engine/plan/option_plan.hpp"
#include "engine/settlement/block_outcomes.hpp"

namespace headroom {

/// Outcomes of one option over paths, counted so that parts from several threads merge to the same bits.
class Tally {
 public:
  /// `layouts`: from the option's first paths.
  Tally(const Plan& plan, const std::vector<AmountLayout>& layouts, Event default_event);

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
  double owed_in_arrears() const;

 private:
  __extension__ using Wide = __int128;

  void add_days(const BlockOutcomes& outcomes, int active) noexcept;
  void add_effects(const BlockOutcomes& outcomes, const BlockOutcomes& base, int active) noexcept;

  Event default_event_;
  std::uint64_t paths_ = 0;
  std::array<std::vector<std::uint64_t>, event_count> by_day_;                 // [event][H + 2]
  std::array<std::vector<std::uint64_t>, creditor_class_count> first_unpaid_;  // [class][H + 1]
  AmountTally fan_;                                                            // cash of the kept days, then positions
  std::vector<const Minor*> fan_amounts_;                                      // of the block that is being added
  TailHistogram lowest_position_;
  Histogram funding_need_;
  std::array<std::uint64_t, relief_effect_count> effects_ = {};  // paths by what the option does to them
  Wide owed_ = 0, in_arrears_ = 0, received_ = 0, forgiven_ = 0, forgiven_later_ = 0;
  LateTally late_;
};

}  // namespace headroom
