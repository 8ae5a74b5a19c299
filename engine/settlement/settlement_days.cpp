#include <limits>

#include "engine/settlement/settlement_lanes.hpp"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "engine/settlement/settlement_days.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include "engine/settlement/random_receipts-inl.hpp"
HWY_BEFORE_NAMESPACE();
namespace headroom::HWY_NAMESPACE {
namespace {

namespace hn = hwy::HWY_NAMESPACE;

using Amounts = hn::CappedTag<std::int64_t, block_lanes / 2>;  // plain days take two vectors at a time
using Amount = hn::Vec<Amounts>;
constexpr Amounts amounts;

/// Sets the day on lanes where an amount is below the threshold for the first time. The rows are those of the span.
HWY_NOINLINE void note_first_days(const SpanView& span, const Minor* rows, Amount threshold, Minor* first_day) {
  const Amount before = hn::Load(amounts, first_day);
  Amount found = before;
  for (std::size_t k = span.day_count; k-- > 0;)
    found = hn::IfThenElse(hn::Lt(hn::Load(amounts, rows + k * block_lanes), threshold),
                           hn::Set(amounts, span.first_day + static_cast<std::int64_t>(k)), found);
  hn::Store(hn::Min(before, found), amounts, first_day);
}

/// What the days of a span leave behind: the lowest amounts, and the first days that they bring. Returns what was
/// unpaid at most.
HWY_INLINE Amount end_span(const SpanView& span, LaneStates& lanes, std::size_t lane, Amount lowest, Amount lowest_gap,
                           Amount unpaid_before) {
  Minor* const lowest_position = lanes.lowest_position.data() + lane;
  const Amount minimum = hn::Set(amounts, span.cash_minimum), limit = hn::Set(amounts, span.open_limit);
  const Amount before = hn::Load(amounts, lowest_position), after = hn::Min(before, lowest);
  hn::Store(after, amounts, lowest_position);
  if (!hn::AllFalse(amounts, hn::AndNot(hn::Lt(before, minimum), hn::Lt(after, minimum))))
    note_first_days(span, lanes.position_rows.data() + lane, minimum,
                    lanes.first_day[static_cast<std::size_t>(Event::below_minimum)].data() + lane);
  if (span.open_limit > span.drawn_at_start) {
    Minor* const lowest_gaps = lanes.lowest_gap.data() + lane;
    const Amount start = hn::Set(amounts, -span.drawn_at_start);
    const Amount gap_before = hn::Load(amounts, lowest_gaps), gap_after = hn::Min(gap_before, lowest_gap);
    hn::Store(gap_after, amounts, lowest_gaps);
    if (!hn::AllFalse(amounts, hn::AndNot(hn::Lt(gap_before, start), hn::Lt(gap_after, start))))
      note_first_days(span, span.gap_rows + lane, start,
                      lanes.first_day[static_cast<std::size_t>(Event::line_drawn)].data() + lane);
  }
  Minor* const lowest_free = lanes.lowest_free.data() + lane;
  const Amount free = hn::Add(hn::Add(lowest, limit), hn::Load(amounts, lanes.left_out.data() + lane));
  hn::Store(hn::Min(hn::Load(amounts, lowest_free), free), amounts, lowest_free);
  const Amount unpaid = hn::Max(unpaid_before, hn::Sub(hn::Neg(limit), lowest_gap));
  hn::Store(unpaid, amounts, lanes.unpaid_in_span.data() + lane);
  return unpaid;
}

HWY_INLINE bool any_unpaid(Amount unpaid) { return !hn::AllFalse(amounts, hn::Gt(unpaid, hn::Zero(amounts))); }

void keep_samples(const SpanView& span, const LaneStates& lanes) {
  const Amount limit = hn::Set(amounts, -span.open_limit), zero = hn::Zero(amounts);
  for (std::size_t i = 0; i < span.sample_count; ++i) {
    const auto row = static_cast<std::size_t>(span.sample_days[i] - span.first_day) * block_lanes;
    for (std::size_t lane = 0; lane < block_lanes; lane += hn::Lanes(amounts)) {
      const Amount position = hn::Load(amounts, lanes.position_rows.data() + row + lane);
      const Amount unpaid = hn::Max(zero, hn::Sub(limit, hn::Load(amounts, span.gap_rows + row + lane)));
      hn::Store(position, amounts, span.sample_position + i * block_lanes + lane);
      hn::Store(hn::Add(position, unpaid), amounts, span.sample_cash + i * block_lanes + lane);
    }
  }
}

HWY_INLINE Amount position_of(const SpanView& span, const LaneStates& lanes, std::size_t lane) {
  const Amount position =
      hn::Sub(hn::Load(amounts, lanes.cash.data() + lane), hn::Load(amounts, lanes.unpaid.data() + lane));
  return span.line_count > 0 ? hn::Sub(position, hn::Load(amounts, lanes.drawn.data() + lane)) : position;
}

/// Rows of a span from one lane on. They are held apart from the views, for a vector that is stored may be any of those
/// to a compiler.
struct Rows {
  const Minor *certain_net, *certain_receipts, *due, *more_due;
  const Minor* const* due_rows;
  std::size_t due_row_count;
  RandomReceipts random_receipts;
  Minor *position, *gap;
};

HWY_INLINE Rows rows_of(const SpanView& span, LaneStates& lanes) {
  return {span.certain_net,     span.certain_receipts,      span.due_rows[0],
          span.due_rows[1],     span.due_rows.data(),       span.due_row_count,
          span.random_receipts, lanes.position_rows.data(), lanes.gap_rows.data()};
}

/// Stands for any number of tiles.
constexpr int any_tiles = 3;

/// What the k-th day adds to position.
template <int tiles>
HWY_INLINE Amount net_of(const Rows& rows, std::size_t k, std::size_t lane) {
  const std::size_t at = k * block_lanes + lane;
  Amount net = hn::Add(hn::Set(amounts, rows.certain_net[k]), load_receipts(amounts, rows.random_receipts, at));
  if constexpr (tiles > 0) net = hn::Sub(net, hn::Load(amounts, rows.due + at));
  if constexpr (tiles > 1) net = hn::Sub(net, hn::Load(amounts, rows.more_due + at));
  if constexpr (tiles == any_tiles)
    for (std::size_t i = 2; i < rows.due_row_count; ++i) net = hn::Sub(net, hn::Load(amounts, rows.due_rows[i] + at));
  return net;
}

/// Positions at the end of each day, and their lowest: what is drawn or unpaid does not change them as long as no
/// interest is due and the owner takes nothing. Two vectors of lanes side by side, here and below: each waits for
/// itself, day after day, but not for the other.
template <int tiles>
HWY_INLINE void play_positions(const SpanView& span, LaneStates& lanes, std::size_t lane, Amount& lowest_a,
                               Amount& lowest_b) {
  const std::size_t other = lane + hn::Lanes(amounts), day_count = span.day_count;
  const Rows rows = rows_of(span, lanes);
  Amount a = position_of(span, lanes, lane), b = position_of(span, lanes, other);
  Amount low_a = hn::Set(amounts, std::numeric_limits<Minor>::max()), low_b = low_a;
  for (std::size_t k = 0; k < day_count; ++k) {
    a = hn::Add(a, net_of<tiles>(rows, k, lane));
    b = hn::Add(b, net_of<tiles>(rows, k, other));
    low_a = hn::Min(low_a, a);
    low_b = hn::Min(low_b, b);
    hn::Store(a, amounts, rows.position + k * block_lanes + lane);
    hn::Store(b, amounts, rows.position + k * block_lanes + other);
  }
  lowest_a = low_a;
  lowest_b = low_b;
}

/// Whether nothing is drawn on any lane, before the span or in it, nor unpaid in it.
HWY_INLINE bool is_quiet(const SpanView& span, const LaneStates& lanes, std::size_t lane, Amount lowest) {
  if (span.line_count > 0) lowest = hn::Min(lowest, hn::Neg(hn::Load(amounts, lanes.drawn.data() + lane)));
  return hn::AllFalse(amounts, hn::Lt(lowest, hn::Zero(amounts)));
}

/// Where position alone says what is cash, drawn and unpaid: cash pays the line down as far as it goes, and the line is
/// drawn before anything stays unpaid. Nights are summed on what is drawn, below 0.
HWY_INLINE Amount settle_by_position(const SpanView& span, LaneStates& lanes, std::size_t lane, Amount lowest) {
  const Amount zero = hn::Zero(amounts), floor = hn::Set(amounts, -span.open_limit);
  const Amount unpaid_before = hn::Load(amounts, lanes.unpaid.data() + lane);
  const Minor* const rows = lanes.position_rows.data() + lane;
  const Amount position = hn::Load(amounts, rows + (span.day_count - 1) * block_lanes);
  if (span.line_count > 0 && !is_quiet(span, lanes, lane, lowest)) {
    Amount drawn = hn::Neg(hn::Load(amounts, lanes.drawn.data() + lane)),
           sum = hn::Load(amounts, lanes.drawn_sum.data() + lane);
    for (std::size_t k = 0; k < span.day_count; ++k) {
      sum = hn::Sub(sum, drawn);
      drawn = hn::Max(hn::Min(hn::Load(amounts, rows + k * block_lanes), zero), floor);
    }
    hn::Store(hn::Neg(drawn), amounts, lanes.drawn.data() + lane);
    hn::Store(sum, amounts, lanes.drawn_sum.data() + lane);
  }
  hn::Store(hn::Max(position, zero), amounts, lanes.cash.data() + lane);
  hn::Store(hn::Max(hn::Sub(floor, position), zero), amounts, lanes.unpaid.data() + lane);
  return end_span(span, lanes, lane, lowest, lowest, unpaid_before);
}

/// One day of a firm with one line and a minimum of cash. Of cash c, max(c less what is drawn, minimum) is left at most
/// once the line is paid down. `drawn` is kept below 0.
HWY_INLINE void play_day_with_minimum(const Rows& rows, std::size_t k, std::size_t lane, Amount minimum, Amount floor,
                                      Amount& cash, Amount& drawn, Amount& sum, Amount& lowest_gap) {
  const std::size_t at = k * block_lanes + lane;
  sum = hn::Sub(sum, drawn);
  cash = hn::Add(cash,
                 hn::Add(hn::Set(amounts, rows.certain_receipts[k]), load_receipts(amounts, rows.random_receipts, at)));
  const Amount net = hn::Add(cash, drawn), position = hn::Load(amounts, rows.position + at);
  const Amount owed = hn::Sub(net, position);
  cash = hn::Min(cash, hn::Max(net, minimum));
  cash = hn::Max(hn::Sub(cash, owed), hn::Zero(amounts));
  const Amount gap = hn::Sub(position, cash);
  drawn = hn::Max(gap, floor);
  lowest_gap = hn::Min(lowest_gap, gap);
  hn::Store(gap, amounts, rows.gap + at);
}

HWY_INLINE Amount keep_with_minimum(const SpanView& span, LaneStates& lanes, std::size_t lane, Amount cash,
                                    Amount drawn, Amount sum, Amount lowest, Amount lowest_gap) {
  const Amount unpaid_before = hn::Load(amounts, lanes.unpaid.data() + lane);
  const Amount gap = hn::Load(amounts, lanes.gap_rows.data() + (span.day_count - 1) * block_lanes + lane);
  hn::Store(cash, amounts, lanes.cash.data() + lane);
  hn::Store(hn::Neg(drawn), amounts, lanes.drawn.data() + lane);
  hn::Store(hn::Sub(drawn, gap), amounts, lanes.unpaid.data() + lane);
  hn::Store(sum, amounts, lanes.drawn_sum.data() + lane);
  return end_span(span, lanes, lane, lowest, lowest_gap, unpaid_before);
}

/// A quiet span: all there is, is cash.
HWY_INLINE Amount keep_quiet(const SpanView& span, LaneStates& lanes, std::size_t lane, Amount lowest) {
  const Amount zero = hn::Zero(amounts), unpaid_before = hn::Load(amounts, lanes.unpaid.data() + lane);
  for (std::size_t k = 0; k < span.day_count; ++k)
    hn::Store(zero, amounts, lanes.gap_rows.data() + k * block_lanes + lane);
  hn::Store(hn::Load(amounts, lanes.position_rows.data() + (span.day_count - 1) * block_lanes + lane), amounts,
            lanes.cash.data() + lane);
  hn::Store(zero, amounts, lanes.unpaid.data() + lane);
  return end_span(span, lanes, lane, lowest, zero, unpaid_before);
}

HWY_INLINE Amount settle_with_minimum(const SpanView& span, LaneStates& lanes, std::size_t lane, Amount lowest_a,
                                      Amount lowest_b) {
  const std::size_t other = lane + hn::Lanes(amounts);
  if (is_quiet(span, lanes, lane, lowest_a) && is_quiet(span, lanes, other, lowest_b))
    return hn::Max(keep_quiet(span, lanes, lane, lowest_a), keep_quiet(span, lanes, other, lowest_b));
  Amount cash_a = hn::Load(amounts, lanes.cash.data() + lane), cash_b = hn::Load(amounts, lanes.cash.data() + other);
  Amount drawn_a = hn::Neg(hn::Load(amounts, lanes.drawn.data() + lane)),
         drawn_b = hn::Neg(hn::Load(amounts, lanes.drawn.data() + other));
  Amount sum_a = hn::Load(amounts, lanes.drawn_sum.data() + lane),
         sum_b = hn::Load(amounts, lanes.drawn_sum.data() + other);
  Amount lowest_gap_a = hn::Zero(amounts), lowest_gap_b = lowest_gap_a;
  const std::size_t day_count = span.day_count;
  const Rows rows = rows_of(span, lanes);
  const Amount minimum = hn::Set(amounts, span.cash_minimum), floor = hn::Set(amounts, -span.open_limit);
  for (std::size_t k = 0; k < day_count; ++k) {
    play_day_with_minimum(rows, k, lane, minimum, floor, cash_a, drawn_a, sum_a, lowest_gap_a);
    play_day_with_minimum(rows, k, other, minimum, floor, cash_b, drawn_b, sum_b, lowest_gap_b);
  }
  return hn::Max(keep_with_minimum(span, lanes, lane, cash_a, drawn_a, sum_a, lowest_a, lowest_gap_a),
                 keep_with_minimum(span, lanes, other, cash_b, drawn_b, sum_b, lowest_b, lowest_gap_b));
}

template <int tiles>
HWY_NOINLINE bool play_span(const SpanView& span, LaneStates& lanes) {
  const std::size_t step = hn::Lanes(amounts);
  Amount unpaid = hn::Zero(amounts);
  for (std::size_t lane = 0; lane < block_lanes; lane += 2 * step) {
    Amount lowest, other_lowest;
    play_positions<tiles>(span, lanes, lane, lowest, other_lowest);
    if (span.position_decides)
      unpaid = hn::Max(unpaid, hn::Max(settle_by_position(span, lanes, lane, lowest),
                                       settle_by_position(span, lanes, lane + step, other_lowest)));
    else unpaid = hn::Max(unpaid, settle_with_minimum(span, lanes, lane, lowest, other_lowest));
  }
  return any_unpaid(unpaid);
}

bool play_plain_days_of_lanes(const SpanView& span, LaneStates& lanes) {
  const bool unpaid = span.due_row_count == 0   ? play_span<0>(span, lanes)
                      : span.due_row_count == 1 ? play_span<1>(span, lanes)
                      : span.due_row_count == 2 ? play_span<2>(span, lanes)
                                                : play_span<any_tiles>(span, lanes);
  keep_samples(span, lanes);
  return unpaid;
}

bool end_day_of_lanes(const SpanView& span, LaneStates& lanes) {
  Amount unpaid = hn::Zero(amounts);
  for (std::size_t lane = 0; lane < block_lanes; lane += hn::Lanes(amounts)) {
    const Amount position = hn::Load(amounts, lanes.position_rows.data() + lane),
                 gap = hn::Load(amounts, lanes.gap_rows.data() + lane);
    unpaid = hn::Max(unpaid,
                     end_span(span, lanes, lane, position, gap, hn::Load(amounts, lanes.unpaid_in_span.data() + lane)));
  }
  keep_samples(span, lanes);
  return any_unpaid(unpaid);
}

}  // namespace
}  // namespace headroom::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE

namespace headroom {

namespace {
HWY_EXPORT(play_plain_days_of_lanes);
HWY_EXPORT(end_day_of_lanes);
}  // namespace

bool play_plain_days(const SpanView& span, LaneStates& lanes) noexcept {
  return HWY_DYNAMIC_DISPATCH(play_plain_days_of_lanes)(span, lanes);
}

bool end_day(const SpanView& span, LaneStates& lanes) noexcept {
  return HWY_DYNAMIC_DISPATCH(end_day_of_lanes)(span, lanes);
}

}  // namespace headroom

#endif
