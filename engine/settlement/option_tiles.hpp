// The tiles of a block as one option plays them.
#pragma once

#include <array>
#include <vector>

#include "engine/paths/tiles.hpp"
#include "engine/plan/option_plan.hpp"
#include "engine/plan/plan_columns.hpp"
#include "engine/settlement/settlement_columns.hpp"
#include "engine/settlement/settlement_lanes.hpp"

namespace headroom {

/// The tiles of a block as one option plays them: dues put off as its deferrals say, and changed on single lanes where
/// a supplier stops or charges for lateness. What is changed lies after the day that was played last, so days are
/// played once, in their order. Allocates in its constructor only.
class OptionTiles {
 public:
  OptionTiles(const Plan& plan, const OptionPlan& option, const SettlementColumns& columns);

  /// Begins a block. What is put off beyond the horizon is added to `owed_after_horizon`. Shape: [block_lanes]
  void start(const Tiles& tiles, Minor* owed_after_horizon) noexcept;

  /// Rows from a day on. Shape: [day][block_lanes]
  RandomReceipts receipts(std::int32_t day) const noexcept;
  /// The dues of a tile as they are played; null where it has none. `shifted`: whether deferrals act on these days.
  const Minor* dues(std::size_t tile, std::int32_t day, bool shifted) const noexcept;
  /// The dues of a tile before any deferral: what grants are a share of.
  const Minor* dues_before_deferral(std::size_t tile, std::int32_t day) const noexcept;
  const Minor* overdue(std::size_t tile) const noexcept;
  /// The same, of one day that is played or was, no further back from the last than age_days_max.
  const Minor* dues(std::size_t tile, std::int32_t day) const noexcept {
    return dues(tile, day, columns_.shifted[tile][static_cast<std::size_t>(day)]);
  }
  /// Of the dues of day 0, those whose age counts from each of `Plan::arrears_days`. Shape: [arrears day][block_lanes]
  const Minor* arrears(std::size_t tile) const noexcept {
    return owed(tile) + static_cast<std::size_t>(plan_.horizon_days + 3) * block_lanes;
  }
  const std::vector<std::int32_t>& arrears_days() const noexcept { return plan_.arrears_days; }
  /// The dues of a tile as drawn, after exemptions. Shape: [row][block_lanes]
  const Minor* owed(std::size_t tile) const noexcept;

  // Changes of one lane, after the end of day `today`. Requires: day > today.
  void change_receipt(std::int32_t day, std::size_t lane, Minor change, std::int32_t today) noexcept;
  /// A due of the ledger: where a deferral has put its day off, the parts that are still to come change.
  void change_due(std::size_t tile, std::int32_t day, std::size_t lane, Minor change, std::int32_t today) noexcept;
  /// A due of the ledger that nobody puts off: it has to be paid before delivery, or on it.
  void add_prepayment(std::size_t tile, std::int32_t day, std::size_t lane, Minor amount, std::int32_t today) noexcept;
  /// A due that is not the ledger's: no relief acts on it.
  void add_charge(std::size_t tile, std::int32_t day, std::size_t lane, Minor amount, std::int32_t today) noexcept;

  /// What deferrals have fall due again in a tile by the horizon; null where none does. Shape: [block_lanes]
  const Minor* deferred_within_horizon(std::size_t tile) const noexcept {
    return deferred_within_horizon_[tile].empty() ? nullptr : deferred_within_horizon_[tile].data();
  }

  /// Whether a deferral puts off what falls due in the tile that day.
  bool is_put_off(std::size_t tile, std::int32_t day) const noexcept { return taker(tile, day) >= 0; }
  /// What the changes so far take from the position on a day, by lane: null where nothing was changed.
  const Minor* taken_away(std::int32_t day) const noexcept;
  bool is_changed() const noexcept { return changed_; }
  /// The tiles as they were drawn.
  const Tiles& drawn() const noexcept { return *tiles_; }

 private:
  std::int32_t taker(std::size_t tile, std::int32_t day) const noexcept {
    return takers_[tile].empty() ? -1 : takers_[tile][static_cast<std::size_t>(day)];
  }
  const Minor* kept_on(std::size_t tile, std::size_t day) const noexcept;
  void exempt_dues() noexcept;
  void shift_dues() noexcept;
  void add_overdue() noexcept;
  void begin_changes(std::int32_t today) noexcept;
  void change_played(std::size_t tile, std::int32_t day, std::size_t lane, Minor change) noexcept;
  Minor part_of(std::size_t deferral, std::size_t part, Minor sum) const noexcept;
  void change_deferred(std::size_t deferral, std::size_t lane, Minor change, std::int32_t today) noexcept;

  const Plan& plan_;
  const OptionPlan& option_;
  const SettlementColumns& columns_;
  const Tiles* tiles_ = nullptr;
  Minor* owed_after_horizon_ = nullptr;
  std::array<AlignedVector<Minor>, class_tile_count> after_exemption_;  // [row][block_lanes]; empty: none acts
  std::array<AlignedVector<Minor>, class_tile_count>
      played_;  // rows that are shifted; all later ones once anything is changed
  std::array<AlignedVector<Minor>, class_tile_count> dues_of_first_day_;
  AlignedVector<Minor> deferred_;                                               // [deferral][block_lanes]
  std::array<AlignedVector<Minor>, class_tile_count> deferred_within_horizon_;  // empty: none acts

  // Where suppliers have terms:
  std::array<std::vector<std::int32_t>, class_tile_count>
      takers_;  // the deferral that puts off a day; -1: none. [H + 1]
  bool changed_ = false;
  AlignedVector<Minor> receipts_;                                       // [H + 1][block_lanes]
  std::array<AlignedVector<Minor>, class_tile_count> before_deferral_;  // [H + 1][block_lanes]
  AlignedVector<Minor> taken_away_;                                     // [H + 1][block_lanes]
};

}  // namespace headroom
