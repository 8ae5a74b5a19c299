#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "engine/option_plan.hpp"
#include "engine/path_kernel.hpp"
#include "engine/plan.hpp"

namespace headroom {

inline constexpr std::uint8_t no_class = 0xFF;

/// What one option makes of a block of paths. Shape: [block_lanes] unless said otherwise. Money in minor units.
struct BlockOutcomes {
  std::array<AlignedVector<std::int32_t>, event_count> first_day;  ///< H + 1: not by the horizon
  AlignedVector<Minor> lowest_position, funding_need;
  AlignedVector<std::uint8_t> first_unpaid_class;  ///< on the first illiquid day, in payment order; no_class: none
  AlignedVector<Minor> owed_after_horizon, relief_received;
  AlignedVector<Minor> cash, position;  ///< Shape: [sample][block_lanes]; cash is net of drawn lines

  explicit BlockOutcomes(std::size_t sample_count);
};

/// Plays the days of one option on a block of paths: money in, credit lines, dues in order, events. Source: spec section 5.
/// Allocates in its constructor only; one instance a thread and option.
class Settlement {
 public:
  /// `sample_days`: the days, rising, whose cash and position are kept.
  Settlement(const Plan& plan, const OptionPlan& option, std::vector<std::int32_t> sample_days);

  void settle(const Tiles& tiles, BlockOutcomes& outcomes) noexcept;

  /// Of the first lane of the last block, by day: interest on credit lines, and what was drawn at the end of the day.
  const std::vector<Minor>& line_interest_of_first_lane() const { return first_lane_interest_; }
  const std::vector<Minor>& drawn_of_first_lane() const { return first_lane_drawn_; }

 private:
  using Lanes = AlignedVector<Minor>;

  void start(const Tiles& tiles, BlockOutcomes& outcomes) noexcept;
  void put_off_and_grant(const Tiles& tiles, BlockOutcomes& outcomes) noexcept;
  void take_in(std::size_t day, const Tiles& tiles, BlockOutcomes& outcomes) noexcept;
  void run_lines(std::size_t day) noexcept;
  void charge_line_interest(std::size_t line, std::size_t day) noexcept;
  void fall_due(std::size_t day, const Tiles& tiles) noexcept;
  void pay(std::size_t day) noexcept;
  void pay_by_class(std::size_t day, std::size_t lane, const Tiles& tiles, BlockOutcomes& outcomes) noexcept;
  void pay_owner(std::size_t day) noexcept;
  void close_day(std::size_t day, const Tiles& tiles, BlockOutcomes& outcomes) noexcept;
  void keep_loan_extra(std::size_t day) noexcept;
  Minor loan_due_before(int day, std::size_t lane) const noexcept;
  const Minor* random_due(std::size_t tile, std::size_t row, const Tiles& tiles) const noexcept;

  const Plan& plan_;
  const OptionPlan& option_;
  std::vector<std::int32_t> sample_of_day_;  ///< -1: not kept
  bool has_lines_;
  bool shifts_tiles_;  ///< deferrals or grants act on random dues

  Lanes cash_, free_, lowest_free_, unpaid_, due_, line_due_, loan_extra_, remaining_;
  Lanes drawn_, balance_sum_;  // [line][block_lanes]
  Lanes unpaid_by_class_;      // [class][block_lanes]
  Lanes drawn_total_;
  Minor drawn_at_start_ = 0;
  std::vector<std::uint8_t> disbursed_;  // [relief loan][block_lanes]
  std::array<Lanes, random_class_count> shifted_dues_;
  Lanes granted_;  // [H + 1][block_lanes]
  std::array<Lanes, random_class_count> parts_scratch_;
  // Loan dues that differ by path, summed up to the end of some days: days, and sums [snapshot][block_lanes].
  std::vector<std::int32_t> extra_days_;
  Lanes extra_sums_;
  std::size_t extra_count_ = 0;
  std::vector<Minor> first_lane_interest_, first_lane_drawn_;  // [H + 1]
};

}  // namespace headroom
