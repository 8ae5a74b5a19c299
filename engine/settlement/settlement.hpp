// Plays the days of one option on a block of paths.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "engine/paths/tiles.hpp"
#include "engine/plan/option_plan.hpp"
#include "engine/plan/plan_columns.hpp"
#include "engine/settlement/block_outcomes.hpp"
#include "engine/settlement/option_tiles.hpp"
#include "engine/settlement/period_flows.hpp"
#include "engine/settlement/settlement_columns.hpp"
#include "engine/settlement/settlement_lanes.hpp"
#include "engine/settlement/supplier_strain.hpp"

namespace headroom {

/// Plays the days of one option on a block of paths: money in, credit lines, dues in order, events. Source: spec
/// section 5. Allocates in its constructor only; one instance a thread and option. Requires: no receipt and no due of
/// the plan is negative.
class Settlement {
 public:
  /// `sample_days`: the days, rising, whose cash and position are kept.
  Settlement(const Plan& plan, const OptionPlan& option, std::vector<std::int32_t> sample_days);

  void settle(const Tiles& tiles, BlockOutcomes& outcomes) noexcept;

  /// Suppliers that stop or charge for lateness on the last block; null where none has terms.
  const SupplierStrain* strain() const { return strain_ ? &*strain_ : nullptr; }

  /// Has what comes in and falls due summed by period from now on. `period_of_day`: rising from 0. Shape: [H + 1]
  void follow_periods(std::vector<std::int32_t> period_of_day);
  /// Of the last block. Requires: they are followed.
  const PeriodFlows& periods() const { return *periods_; }

  /// Has the first lane's use of credit lines kept from now on.
  void follow_first_lane();
  /// Of the first lane of the last block, by day: interest on credit lines, and what was drawn at the end of the day.
  const std::vector<Minor>& line_interest_of_first_lane() const { return first_lane_interest_; }
  const std::vector<Minor>& drawn_of_first_lane() const { return first_lane_drawn_; }

 private:
  void start(BlockOutcomes& outcomes) noexcept;
  void play_span(const DaySpan& span, BlockOutcomes& outcomes) noexcept;
  void play_span_by_day(const DaySpan& span, BlockOutcomes& outcomes) noexcept;
  void end_strained_day(const SpanView& view, BlockOutcomes& outcomes) noexcept;
  SpanView view_of(const DaySpan& span, BlockOutcomes& outcomes) noexcept;
  bool play_in_full(const DaySpan& span, const SpanView& view, BlockOutcomes& outcomes) noexcept;
  void grant(const DaySpan& span) noexcept;
  void disburse(const DaySpan& span) noexcept;
  void keep_first_lane(const DaySpan& span, const SpanView& view) noexcept;
  void keep_periods(const DaySpan& span, const SpanView& view) noexcept;
  void finish(BlockOutcomes& outcomes) const noexcept;
  void add_arrears_of_relief(BlockOutcomes& outcomes) const noexcept;

  const Plan& plan_;
  const OptionPlan& option_;
  std::vector<std::int32_t> sample_days_;
  std::unique_ptr<const SettlementColumns> columns_;
  OptionTiles tiles_;
  LaneStates lanes_;
  std::optional<SupplierStrain> strain_;  ///< where suppliers have terms of their own
  std::optional<LaneStates>
      lanes_before_;  ///< the same: before the span that is played, which may have to be played again day by day
  std::vector<LineDay> line_days_;
  std::vector<std::uint8_t> disbursed_;                        ///< [relief loan][block_lanes]
  std::optional<PeriodFlows> periods_;                         ///< none: not followed
  std::vector<Minor> first_lane_interest_, first_lane_drawn_;  ///< [H + 1]; empty: not followed
};

}  // namespace headroom
