#include <algorithm>

#include "engine/settlement_lanes.hpp"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "engine/settlement_unpaid.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace headroom::HWY_NAMESPACE {
namespace {

namespace hn = hwy::HWY_NAMESPACE;

using Amounts = hn::CappedTag<std::int64_t, block_lanes>;
using Amount = hn::Vec<Amounts>;
constexpr Amounts amounts;

HWY_INLINE bool any_above_zero(Amount amount) { return !hn::AllFalse(amounts, hn::Gt(amount, hn::Zero(amounts))); }

/// What falls due to a group on the k-th day.
HWY_INLINE Amount due_to(const CreditorGroup& group, const SpanView& span, std::size_t k, bool in_full, const LaneStates& lanes,
                         std::size_t lane) {
  Amount due = hn::Set(amounts, group.certain[static_cast<std::size_t>(span.first_day) + k]);
  for (std::size_t tile = 0; tile < random_class_count; ++tile)
    if (group.random[tile]) due = hn::Add(due, hn::Load(amounts, span.random_dues[tile] + k * block_lanes + lane));
  if (group.is_loan && in_full) due = hn::Add(due, hn::Load(amounts, lanes.loan_due.data() + lane));
  return due;
}

/// The first class, in payment order, that goes short on a day before which nothing was unpaid.
HWY_NOINLINE void name_first_class(const SpanView& span, const CreditorView& creditors, std::size_t k, Amount unpaid,
                                   hn::Mask<Amounts> on_lanes, LaneStates& lanes, std::size_t lane) {
  Amount first = hn::Load(amounts, lanes.first_class.data() + lane);
  for (std::size_t i = creditors.columns->classes.size(); i-- > 0;) {
    const CreditorGroup& one = creditors.columns->classes[i];
    const Amount kept = hn::Min(unpaid, due_to(one, span, k, creditors.in_full, lanes, lane));
    const auto short_of = hn::And(on_lanes, hn::Gt(kept, hn::Zero(amounts)));
    first = hn::IfThenElse(short_of, hn::Set(amounts, one.first_class), first);
    unpaid = hn::Sub(unpaid, kept);
  }
  hn::Store(first, amounts, lanes.first_class.data() + lane);
}

HWY_INLINE void note(LaneStates& lanes, Event event, std::size_t lane, hn::Mask<Amounts> holds, Amount day) {
  Minor* const first_day = lanes.first_day[static_cast<std::size_t>(event)].data() + lane;
  const Amount before = hn::Load(amounts, first_day);
  hn::Store(hn::Min(before, hn::IfThenElse(holds, day, before)), amounts, first_day);
}

/// Loan dues with a real day up to `day`.
HWY_INLINE Amount loan_due_before(const CreditorView& creditors, const LaneStates& lanes, std::int32_t day, std::size_t lane) {
  const auto snapshot = day < 0 ? 0 : static_cast<std::size_t>(creditors.columns->loan_snapshot[static_cast<std::size_t>(day)]);
  return hn::Add(hn::Set(amounts, creditors.loan_dues_by_age[day]),
                 hn::Load(amounts, lanes.loan_dues.data() + snapshot * block_lanes + lane));
}

/// Events of wages, tax and loans that are unpaid. Groups before `begin` are paid.
HWY_NOINLINE void note_arrears(const CreditorView& creditors, LaneStates& lanes, std::int32_t today, std::size_t begin, std::size_t lane) {
  const Amount zero = hn::Zero(amounts), day = hn::Set(amounts, today);
  const CreditorColumns& columns = *creditors.columns;
  const auto unpaid_of = [&](int group) HWY_ATTR {
    return group < static_cast<int>(begin)
               ? hn::Zero(amounts)
               : hn::Load(amounts, lanes.unpaid_by_group.data() + static_cast<std::size_t>(group) * block_lanes + lane);
  };
  const Amount wages = unpaid_of(columns.wages), loan = unpaid_of(columns.loan), tax = unpaid_of(columns.tax);
  note(lanes, Event::wages_missed, lane, hn::Gt(wages, zero), day);
  note(lanes, Event::critical_missed, lane, hn::Gt(hn::Add(wages, hn::Add(loan, tax)), zero), day);
  const auto owes_loan = hn::Gt(loan, zero);
  if (hn::AllFalse(amounts, owes_loan)) return;
  const Amount paid = hn::Sub(loan_due_before(creditors, lanes, today, lane), loan);
  const auto past_due = [&](int days)
                            HWY_ATTR { return hn::And(owes_loan, hn::Lt(paid, loan_due_before(creditors, lanes, today - days, lane))); };
  note(lanes, Event::loan_30dpd, lane, past_due(30), day);
  note(lanes, Event::loan_90dpd, lane, past_due(90), day);
}

/// What is unpaid stays with the last in order first: from there back, each group keeps what it is owed until all is placed.
void divide_lanes(const SpanView& span, const CreditorView& creditors, LaneStates& lanes, std::size_t lane) {
  const CreditorColumns& columns = *creditors.columns;
  const Amount zero = hn::Zero(amounts), limit = hn::Set(amounts, -span.open_limit);
  const int last_critical = std::max({columns.wages, columns.tax, columns.loan});
  Minor* const by_group = lanes.unpaid_by_group.data() + lane;
  std::size_t owed_from = 0;  // groups before this one hold nothing
  for (std::size_t k = 0; k < span.day_count; ++k) {
    const auto today = span.first_day + static_cast<std::int32_t>(k);
    const Amount unpaid = hn::Max(zero, hn::Sub(limit, hn::Load(amounts, span.gap_rows + k * block_lanes + lane)));
    Minor* const illiquid = lanes.first_day[static_cast<std::size_t>(Event::illiquid)].data() + lane;
    const Amount first_day = hn::Load(amounts, illiquid), day = hn::Set(amounts, today);
    const auto newly = hn::And(hn::Gt(unpaid, zero), hn::Gt(first_day, day));
    if (!hn::AllFalse(amounts, newly)) {
      hn::Store(hn::IfThenElse(newly, day, first_day), amounts, illiquid);
      name_first_class(span, creditors, k, unpaid, newly, lanes, lane);
    }
    Amount left = unpaid;
    std::size_t group = columns.groups.size();
    while (group-- > 0) {
      const Amount owed = hn::Add(hn::Load(amounts, by_group + group * block_lanes),
                                  due_to(columns.groups[group], span, k, creditors.in_full, lanes, lane));
      const Amount kept = hn::Min(owed, left);
      hn::Store(kept, amounts, by_group + group * block_lanes);
      left = hn::Sub(left, kept);
      if (group == 0 || !any_above_zero(left)) break;
    }
    for (; owed_from < group; ++owed_from) hn::Store(zero, amounts, by_group + owed_from * block_lanes);
    owed_from = group;
    if (last_critical >= static_cast<int>(group)) note_arrears(creditors, lanes, today, group, lane);
  }
}

void divide_unpaid_of_lanes(const SpanView& span, const CreditorView& creditors, LaneStates& lanes) {
  if (creditors.columns->groups.empty()) return;
  for (std::size_t lane = 0; lane < block_lanes; lane += hn::Lanes(amounts))
    if (any_above_zero(hn::Load(amounts, lanes.unpaid_in_span.data() + lane))) divide_lanes(span, creditors, lanes, lane);
}

}  // namespace
}  // namespace headroom::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE

namespace headroom {

namespace {
HWY_EXPORT(divide_unpaid_of_lanes);
}  // namespace

void divide_unpaid(const SpanView& span, const CreditorView& creditors, LaneStates& lanes) noexcept {
  HWY_DYNAMIC_DISPATCH(divide_unpaid_of_lanes)(span, creditors, lanes);
}

}  // namespace headroom

#endif
