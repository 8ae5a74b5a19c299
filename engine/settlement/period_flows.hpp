// What comes in and falls due on each path of a block, summed by period: what debt service is covered by.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "engine/lanes/aligned_vector.hpp"
#include "engine/lanes/block.hpp"
#include "engine/plan/plan_columns.hpp"
#include "engine/settlement/settlement_lanes.hpp"
#include "models/money.hpp"

namespace headroom {

/// One day of a block as one option plays it. Rows: [block_lanes], null where there is nothing.
struct DayFlows {
  std::int32_t day = 0;
  Minor certain_receipts = 0, certain_grants = 0;
  Minor certain_dues = 0;  ///< of creditors other than lenders
  Minor certain_loan_dues = 0;
  RandomReceipts receipts;
  std::array<const Minor*, class_tile_count> dues = {};  ///< random ones, by tile
  const Minor* loan_dues = nullptr;                      ///< of lines and of a relief's loans
  const Minor* position = nullptr;                       ///< at the end of the day
};

/// Sums of the days of each period, path by path, in minor units. What falls due counts in the period in which it does,
/// paid or not; a relief's loans and drawings on lines are no receipts, and the owner's drawings no dues.
class PeriodFlows {
 public:
  /// `period_of_day`: rising from 0, a period a day. Shape: [H + 1]
  explicit PeriodFlows(std::vector<std::int32_t> period_of_day);

  void start() noexcept;
  void add(const DayFlows& flows) noexcept;
  /// Grants on random dues of a day. Shape: [block_lanes]
  void add_grants(std::int32_t day, const Minor* grants) noexcept;

  std::size_t period_count() const { return period_count_; }
  // Shape: [block_lanes]
  const Minor* receipts(std::size_t period) const { return row(receipts_, period); }
  const Minor* grants(std::size_t period) const { return row(grants_, period); }
  const Minor* dues(std::size_t period) const { return row(dues_, period); }  ///< neither lenders' nor the owner's
  const Minor* loan_dues(std::size_t period) const { return row(loan_dues_, period); }
  const Minor* lowest_position(std::size_t period) const { return row(lowest_position_, period); }

 private:
  static const Minor* row(const AlignedVector<Minor>& rows, std::size_t period) {
    return rows.data() + period * block_lanes;
  }
  Minor* row_of(AlignedVector<Minor>& rows, std::int32_t day) noexcept {
    return rows.data() + static_cast<std::size_t>(period_of_day_[static_cast<std::size_t>(day)]) * block_lanes;
  }

  std::vector<std::int32_t> period_of_day_;
  std::size_t period_count_;
  AlignedVector<Minor> receipts_, grants_, dues_, loan_dues_, lowest_position_;  // [period][block_lanes]
};

}  // namespace headroom
