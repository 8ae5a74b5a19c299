// What settlement needs of an option and is the same on every path, laid out by day.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "engine/plan/option_plan.hpp"
#include "engine/plan/plan_columns.hpp"

namespace headroom {

inline constexpr std::int32_t span_days_max = 32;

/// Days that are played in one go, all of one kind: span_days_max at most.
struct DaySpan {
  std::int32_t first_day = 0, day_count = 0;
  bool in_full = false;  ///< one day on which more happens than money in, dues and what total of the lines is drawn
  Minor open_limit = 0;  ///< of the lines that can be drawn on when dues are paid
  std::array<bool, class_tile_count> shifted = {};  ///< by tile: whether deferrals act on the rows of these days
  std::int32_t first_sample = 0, sample_count = 0;  ///< of the days to keep
  std::int32_t loan_snapshot = -1;                  ///< the snapshot of loan dues that this day adds; -1: none
};

/// A class of creditors that can be owed anything.
struct Creditor {
  std::uint8_t payment_class = 0;
  bool is_loan = false;
  bool is_random = false;          ///< whether a tile holds dues of it
  std::int32_t sums_place = -1;    ///< where its random dues are summed for their age; -1: nowhere
  const Minor* certain = nullptr;  ///< its certain dues. Shape: [H + 1]
};

/// An event that follows of what stays unpaid, with the places of its classes.
struct ArrearsEvent {
  Event event = Event::illiquid;
  std::int32_t days_past_due = 0;
  std::array<std::uint8_t, creditor_class_count> places = {};  ///< rising
  std::size_t place_count = 0;                                 ///< above 0

  /// The first that is not before a place.
  std::size_t first_from(std::size_t place) const noexcept {
    std::size_t i = 0;
    while (i < place_count && places[i] < place) ++i;
    return i;
  }
};

/// Creditors as they are paid.
struct CreditorColumns {
  std::vector<Creditor> classes;      ///< in order of payment
  std::vector<ArrearsEvent> arrears;  ///< all that can happen but `illiquid`, which is told apart
  int supplier = -1;                  ///< the place of class supplier; -1: nothing can be owed
  std::int32_t summed_classes = 0;    ///< whose random dues are summed; loans have snapshots instead
  /// The snapshot that holds the loan dues of a day that differ by path. Shape: [H + 1]
  std::vector<std::int32_t> loan_snapshot;
  std::int32_t loan_snapshots = 1;  ///< the first one is empty: before day 0
};

/// A deferral of random dues, by day.
struct ShiftColumns {
  std::vector<std::int32_t> days;  ///< of its window that no deferral before it has put off
};

/// What settlement needs of an option and does not differ by path, laid out by day.
struct SettlementColumns {
  SettlementColumns(const Plan& plan, const OptionPlan& option, const std::vector<std::int32_t>& sample_days);

  std::vector<DaySpan> spans;
  std::vector<Minor> net;  ///< certain receipts less certain dues. Shape: [H + 1]
  Minor drawn_at_start = 0;
  Minor grants = 0;  ///< all grants on certain dues
  bool position_decides =
      false;  ///< without a minimum of cash, or without lines, position alone says what is drawn and unpaid
  std::vector<bool> grants_today;    ///< rules grant something on random dues. Shape: [H + 1]
  std::vector<ShiftColumns> shifts;  ///< one a deferral
  /// Days of a tile that deferrals empty or add to, and those that they empty. Shape: [tile][H + 1]
  std::array<std::vector<bool>, class_tile_count> shifted, emptied;
  CreditorColumns creditors;
};

}  // namespace headroom
