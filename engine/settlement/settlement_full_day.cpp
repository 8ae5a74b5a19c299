#include "engine/settlement/settlement_lanes.hpp"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "engine/settlement/settlement_full_day.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include "engine/lanes/lane_rounding-inl.hpp"
#include "engine/settlement/random_receipts-inl.hpp"
HWY_BEFORE_NAMESPACE();
namespace headroom::HWY_NAMESPACE {
namespace {

namespace hn = hwy::HWY_NAMESPACE;

using Amounts = hn::CappedTag<std::int64_t, block_lanes>;
using Amount = hn::Vec<Amounts>;
constexpr Amounts amounts;

HWY_INLINE Amount share_of_amount(Amount amount, double share) {
  const hn::RebindToFloat<Amounts> doubles;
  return hn::ConvertTo(amounts, exact_nearest_whole(hn::Mul(hn::ConvertTo(doubles, amount), hn::Set(doubles, share))));
}

/// Interest on last night's balances; what is due of it.
HWY_INLINE Amount accrue(const FullDay& day, std::size_t line_count, LaneStates& lanes, std::size_t lane) {
  Amount interest = hn::Zero(amounts);
  for (std::size_t i = 0; i < line_count; ++i) {
    const LineDay& line = day.lines[i];
    if (!line.accrues) continue;
    Minor* const sums = lanes.drawn_sum.data() + i * block_lanes + lane;
    Amount sum = hn::Add(hn::Load(amounts, sums), hn::Load(amounts, lanes.drawn.data() + i * block_lanes + lane));
    if (line.interest_factor >= 0.0) {
      interest = hn::Add(interest, share_of_amount(sum, line.interest_factor));
      sum = hn::Zero(amounts);
    }
    hn::Store(sum, amounts, sums);
  }
  return interest;
}

/// Cash above the minimum pays lines down, dearest first.
HWY_INLINE Amount pay_down(const SpanView& span, const FullDay& day, LaneStates& lanes, std::size_t lane, Amount cash) {
  for (std::size_t i = 0; i < span.line_count; ++i) {
    Minor* const balances = lanes.drawn.data() + static_cast<std::size_t>(day.repayment_order[i]) * block_lanes + lane;
    const Amount drawn = hn::Load(amounts, balances), above = hn::Sub(cash, hn::Set(amounts, span.cash_minimum));
    const Amount repaid = hn::Max(hn::Zero(amounts), hn::Min(drawn, above));
    hn::Store(hn::Sub(drawn, repaid), amounts, balances);
    cash = hn::Sub(cash, repaid);
  }
  return cash;
}

/// What is drawn on lines that end falls due.
HWY_INLINE Amount close_lines(const FullDay& day, std::size_t line_count, LaneStates& lanes, std::size_t lane) {
  Amount due = hn::Zero(amounts);
  for (std::size_t i = 0; i < line_count; ++i) {
    if (!day.lines[i].closes) continue;
    Minor* const balances = lanes.drawn.data() + i * block_lanes + lane;
    due = hn::Add(due, hn::Load(amounts, balances));
    hn::Store(hn::Zero(amounts), amounts, balances);
  }
  return due;
}

/// Draws on open lines, cheapest first, for what cash does not cover. Takes from `uncovered`; returns what is drawn on
/// all lines then.
HWY_INLINE Amount draw(const FullDay& day, std::size_t line_count, LaneStates& lanes, std::size_t lane,
                       Amount& uncovered) {
  Amount total = hn::Zero(amounts);
  for (std::size_t i = 0; i < line_count; ++i) {
    Minor* const balances = lanes.drawn.data() + i * block_lanes + lane;
    Amount drawn = hn::Load(amounts, balances);
    if (day.lines[i].open) {
      const Amount taken = hn::Min(uncovered, hn::Sub(hn::Set(amounts, day.lines[i].limit), drawn));
      drawn = hn::Add(drawn, taken);
      uncovered = hn::Sub(uncovered, taken);
      hn::Store(drawn, amounts, balances);
    }
    total = hn::Add(total, drawn);
  }
  return total;
}

HWY_INLINE void play_lanes_in_full(const SpanView& span, const FullDay& day, LaneStates& lanes, std::size_t lane) {
  const Amount zero = hn::Zero(amounts), minimum = hn::Set(amounts, span.cash_minimum);
  Amount cash =
      hn::Add(hn::Load(amounts, lanes.cash.data() + lane), hn::Load(amounts, lanes.extra_receipts.data() + lane));
  cash = hn::Add(cash,
                 hn::Add(hn::Set(amounts, *span.certain_receipts), load_receipts(amounts, span.random_receipts, lane)));
  const Amount interest = accrue(day, span.line_count, lanes, lane);
  const Amount line_due = hn::Add(interest, close_lines(day, span.line_count, lanes, lane));
  cash = pay_down(span, day, lanes, lane, cash);
  const Amount loan_due = hn::Add(line_due, hn::Load(amounts, lanes.relief_due.data() + lane));
  hn::Store(interest, amounts, lanes.line_interest.data() + lane);
  hn::Store(loan_due, amounts, lanes.loan_due.data() + lane);
  if (day.loan_snapshot) {
    Amount dues_so_far = hn::Add(hn::Load(amounts, day.loan_snapshot - block_lanes + lane), loan_due);
    if (const Minor* random = span.random_dues[loan_tile])
      dues_so_far = hn::Add(dues_so_far, hn::Load(amounts, random + lane));
    hn::Store(dues_so_far, amounts, day.loan_snapshot + lane);
  }

  const Amount unpaid_before = hn::Load(amounts, lanes.unpaid.data() + lane);
  Amount owed = hn::Add(hn::Add(unpaid_before, loan_due), hn::Set(amounts, *span.certain_dues));
  for (std::size_t i = 0; i < span.due_row_count; ++i) owed = hn::Add(owed, hn::Load(amounts, span.due_rows[i] + lane));
  const Amount paid = hn::Min(owed, cash);
  cash = hn::Sub(cash, paid);
  Amount unpaid = hn::Sub(owed, paid);
  const Amount drawn = draw(day, span.line_count, lanes, lane, unpaid);
  const Amount drawings = hn::Min(hn::Set(amounts, day.owner_due), hn::Max(zero, hn::Sub(cash, minimum)));
  cash = hn::Sub(cash, drawings);

  Minor* const left_out = lanes.left_out.data() + lane;
  hn::Store(hn::Add(hn::Load(amounts, left_out), hn::Add(interest, drawings)), amounts, left_out);
  hn::Store(cash, amounts, lanes.cash.data() + lane);
  hn::Store(unpaid, amounts, lanes.unpaid.data() + lane);
  hn::Store(unpaid_before, amounts, lanes.unpaid_in_span.data() + lane);
  const Amount gap = hn::Neg(hn::Add(drawn, unpaid)), position = hn::Add(cash, gap);
  hn::Store(position, amounts, lanes.position_rows.data() + lane);
  hn::Store(gap, amounts, lanes.gap_rows.data() + lane);
}

void play_full_day_of_lanes(const SpanView& span, const FullDay& day, LaneStates& lanes) {
  for (std::size_t lane = 0; lane < block_lanes; lane += hn::Lanes(amounts)) play_lanes_in_full(span, day, lanes, lane);
}

void add_rows_of_lanes(const Minor* tile, const std::int32_t* days, std::size_t day_count, Minor* sums) {
  for (std::size_t lane = 0; lane < block_lanes; lane += hn::Lanes(amounts)) {
    Amount sum = hn::Load(amounts, sums + lane);
    for (std::size_t i = 0; i < day_count; ++i)
      sum = hn::Add(sum, hn::Load(amounts, tile + static_cast<std::size_t>(days[i]) * block_lanes + lane));
    hn::Store(sum, amounts, sums + lane);
  }
}

void add_share_of_lanes(Minor certain, const Minor* first, const Minor* second, double share, Minor* to) {
  for (std::size_t lane = 0; lane < block_lanes; lane += hn::Lanes(amounts)) {
    Amount whole = hn::Add(hn::Set(amounts, certain), hn::Load(amounts, first + lane));
    if (second) whole = hn::Add(whole, hn::Load(amounts, second + lane));
    hn::Store(hn::Add(hn::Load(amounts, to + lane), share_of_amount(whole, share)), amounts, to + lane);
  }
}

}  // namespace
}  // namespace headroom::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE

namespace headroom {

namespace {
HWY_EXPORT(play_full_day_of_lanes);
HWY_EXPORT(add_rows_of_lanes);
HWY_EXPORT(add_share_of_lanes);
}  // namespace

bool play_full_day(const SpanView& span, const FullDay& day, LaneStates& lanes) noexcept {
  HWY_DYNAMIC_DISPATCH(play_full_day_of_lanes)(span, day, lanes);
  return end_day(span, lanes);
}

void add_rows(const Minor* tile, const std::int32_t* days, std::size_t day_count, Minor* sums) noexcept {
  HWY_DYNAMIC_DISPATCH(add_rows_of_lanes)(tile, days, day_count, sums);
}

void add_share(Minor certain, const Minor* first, const Minor* second, double share, Minor* to) noexcept {
  HWY_DYNAMIC_DISPATCH(add_share_of_lanes)(certain, first, second, share, to);
}

}  // namespace headroom

#endif
