// The lanes of a block between two days, and the inner loops that play days on them.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>

#include "engine/lanes/aligned_vector.hpp"
#include "engine/lanes/block.hpp"
#include "engine/settlement/block_outcomes.hpp"
#include "engine/settlement/settlement_columns.hpp"

namespace headroom {

class OptionTiles;

/// Days on which an age may begin, from age_days_max days before a span to its end.
inline constexpr std::size_t aged_days = static_cast<std::size_t>(age_days_max + span_days_max);

/// In place of a real day.
inline constexpr Minor nothing_unpaid = std::numeric_limits<std::int32_t>::max();

/// The lanes of a block between two days. Shape: [block_lanes] unless said otherwise. Money in minor units.
struct LaneStates {
  LaneStates(const Plan& plan, const SettlementColumns& columns);

  AlignedVector<Minor> cash, unpaid;
  AlignedVector<Minor> drawn,
      drawn_sum;  ///< drawn_sum: of the nights since interest fell due. Shape: [line][block_lanes]
  AlignedVector<Minor> lowest_position,
      lowest_gap;                    ///< gap: position less cash, which is what is drawn or unpaid, below 0
  AlignedVector<Minor> lowest_free;  ///< of what is free of all dues, with the lines' limits
  AlignedVector<Minor> left_out;     ///< line interest and drawings so far, which the funding need leaves out
  std::array<AlignedVector<Minor>, event_count> first_day;  ///< H + 1: not yet
  AlignedVector<Minor> first_class;                         ///< on the first illiquid day; no_class: none
  AlignedVector<Minor> loan_dues;  ///< those that differ by path, summed. Shape: [snapshot][block_lanes]

  // Lanes on which something was unpaid once, in slots: few, so that they fill vectors of their own.
  std::size_t debtor_count = 0;
  AlignedVector<Minor> lane_of_debtor;   ///< [slot]; unused slots name a lane too
  AlignedVector<Minor> unpaid_by_class;  ///< [creditor][slot]
  AlignedVector<Minor> unpaid_since;     ///< something is unpaid without a break since this day. Shape: [slot]
  /// Random dues of a class so far, of the days that an age can ask for, one after another in turn. Shape: [summed
  /// class][aged_days][block_lanes]
  AlignedVector<Minor> due_sums;
  std::int32_t due_sums_until = 0;  ///< the last day with sums
  std::array<AlignedVector<Minor>, event_count>
      debtor_first_day;                     ///< of events that depend on unpaid dues. Shape: [slot]
  AlignedVector<Minor> debtor_first_class;  ///< [slot]

  /// Before the first day of a block.
  void start(const Plan& plan) noexcept;
  void add_debtor(std::size_t lane) noexcept;
  /// Takes over what days without creditors change: all that there is as long as there is no debtor.
  void copy_balances(const LaneStates& other) noexcept;
  /// Copies what debtors' slots hold to their lanes.
  void keep_debtors() noexcept;

  // Of the span that was played last.
  AlignedVector<Minor> position_rows, gap_rows;  ///< at the end of its days. Shape: [day][block_lanes]
  AlignedVector<Minor> unpaid_in_span;           ///< above 0 where anything was unpaid before or in it
  AlignedVector<Minor> line_interest;            ///< on a day in full: what is due of it
  AlignedVector<Minor> relief_due, loan_due;     ///< on a day in full: dues of a relief's loans; with those of lines
  AlignedVector<Minor> extra_receipts;           ///< on a day in full: what a relief brings on this path
};

/// Rows of random receipts in one width or the other; the other is null. Shape: [day][block_lanes]
struct RandomReceipts {
  const std::int32_t* narrow = nullptr;
  const Minor* wide = nullptr;
};

/// The days of a span as the inner loops see them. Pointers to rows start at its first day.
struct SpanView {
  std::int32_t first_day = 0;
  std::size_t day_count = 0;
  const Minor *certain_receipts = nullptr, *certain_dues = nullptr, *certain_net = nullptr;
  RandomReceipts random_receipts;
  std::array<const Minor*, class_tile_count> random_dues = {};  ///< by tile, null where none: [day][block_lanes]
  std::array<const Minor*, class_tile_count> due_rows = {};     ///< the same without those that have none
  std::size_t due_row_count = 0;
  Minor cash_minimum = 0, open_limit = 0, drawn_at_start = 0;
  std::size_t line_count = 0;
  bool position_decides = false;    ///< on plain days
  const Minor* gap_rows = nullptr;  ///< where position decides, a gap is the position below 0, and its rows serve
  const std::int32_t* sample_days = nullptr;  ///< those to keep
  std::size_t sample_count = 0;
  Minor *sample_cash = nullptr, *sample_position = nullptr;  ///< [sample][block_lanes]
};

/// One day of one line.
struct LineDay {
  Minor limit = 0;
  double interest_factor = -1.0;  ///< below 0: no interest falls due
  bool accrues = false, closes = false, open = false;
};

/// What only a day in full has.
struct FullDay {
  const LineDay* lines = nullptr;
  const std::int32_t* repayment_order = nullptr;
  Minor owner_due = 0;
  Minor* loan_snapshot =
      nullptr;  ///< takes the loan dues so far that differ by path, after those of the snapshot before it; or null
};

/// Plays days on which, beside receipts and dues, only the total of at most one line moves. True where anything stays
/// unpaid on a lane, or was before. Requires: no receipt or due is negative.
bool play_plain_days(const SpanView& span, LaneStates& lanes) noexcept;

/// The same for one day with everything that can happen on it.
bool play_full_day(const SpanView& span, const FullDay& day, LaneStates& lanes) noexcept;

/// Takes the lowest amounts, first days and samples of one day from its rows; `unpaid_in_span` says what was unpaid
/// before.
bool end_day(const SpanView& span, LaneStates& lanes) noexcept;

/// What dividing the unpaid among creditors needs besides the days.
struct CreditorView {
  const CreditorColumns* columns = nullptr;
  const OptionPlan* option = nullptr;
  const OptionTiles* tiles = nullptr;
  Minor beyond_horizon = 0;  ///< H + 1
  bool in_full = false;

  /// Certain dues of a class up to a real day, from -age_days_max on.
  Minor certain_up_to(std::size_t payment_class, std::int32_t day) const noexcept {
    return option->dues_by_age[payment_class][static_cast<std::size_t>(day + age_days_max)];
  }
};

/// Divides what stayed unpaid on the days just played among creditors, and takes the events that depend on it.
void divide_unpaid(const SpanView& span, const CreditorView& creditors, LaneStates& lanes) noexcept;

/// Adds the rows of these days to `sums`. Shape: tile [day][block_lanes], sums [block_lanes].
void add_rows(const Minor* tile, const std::int32_t* days, std::size_t day_count, Minor* sums) noexcept;

/// Adds `share` of (certain + first + second), rounded, to `to`; `second` may be null. Shape: [block_lanes].
void add_share(Minor certain, const Minor* first, const Minor* second, double share, Minor* to) noexcept;

}  // namespace headroom
