#include <algorithm>
#include <array>

#include "engine/settlement/settlement_lanes.hpp"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "engine/settlement/settlement_unpaid.cpp"
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

/// A group on the days of a span.
struct GroupDays {
  const Minor* certain = nullptr;
  std::array<const Minor*, class_tile_count> random;  // Shape: [random_count], each [day][block_lanes]
  std::size_t random_count = 0;
  const Minor* loan_due = nullptr;  // null: none. Shape: [block_lanes]
  std::uint8_t first_class = no_class;
};

/// Groups, last in order first.
struct GroupList {
  std::array<GroupDays, creditor_class_count> rows;
  std::size_t count = 0;
};

GroupList days_of(const std::vector<CreditorGroup>& groups, const SpanView& span, bool in_full,
                  const LaneStates& lanes) {
  GroupList list;
  for (const CreditorGroup& group : groups) {
    GroupDays& row = list.rows[list.count++];
    row.certain = group.certain.data() + span.first_day;
    row.first_class = group.first_class;
    if (group.is_loan && in_full) row.loan_due = lanes.loan_due.data();
    for (std::size_t tile = 0; tile < class_tile_count; ++tile)
      if (group.random[tile]) row.random[row.random_count++] = span.random_dues[tile];
  }
  return list;
}

/// What one vector of debtors is played with: lanes on which something was unpaid once, side by side whatever their
/// lanes.
struct Debtors {
  const SpanView& span;
  const CreditorView& creditors;
  LaneStates& lanes;
  std::size_t slot;  // of the first one
};

HWY_INLINE Amount lanes_of(const Debtors& debtors) {
  return hn::Load(amounts, debtors.lanes.lane_of_debtor.data() + debtors.slot);
}

/// What falls due to a group on the k-th day, on these lanes.
HWY_INLINE Amount due_to(const GroupDays& group, Amount lanes, std::size_t k) {
  Amount due = hn::Set(amounts, group.certain[k]);
  for (std::size_t i = 0; i < group.random_count; ++i)
    due = hn::Add(due, hn::GatherIndex(amounts, group.random[i] + k * block_lanes, lanes));
  if (group.loan_due) due = hn::Add(due, hn::GatherIndex(amounts, group.loan_due, lanes));
  return due;
}

HWY_INLINE Minor* first_days(const Debtors& debtors, Event event) {
  return debtors.lanes.debtor_first_day[static_cast<std::size_t>(event)].data() + debtors.slot;
}

HWY_INLINE void note(const Debtors& debtors, Event event, hn::Mask<Amounts> holds, Amount day) {
  const Amount before = hn::Load(amounts, first_days(debtors, event));
  hn::Store(hn::Min(before, hn::IfThenElse(holds, day, before)), amounts, first_days(debtors, event));
}

/// On a day before which nothing was unpaid: notes it, and the first class, in payment order, that goes short.
HWY_NOINLINE void note_illiquid(const Debtors& debtors, std::size_t k, Amount unpaid, hn::Mask<Amounts> newly) {
  const Amount zero = hn::Zero(amounts);
  const GroupList classes =
      days_of(debtors.creditors.columns->classes, debtors.span, debtors.creditors.in_full, debtors.lanes);
  note(debtors, Event::illiquid, newly, hn::Set(amounts, debtors.span.first_day + static_cast<std::int64_t>(k)));
  Minor* const first_class = debtors.lanes.debtor_first_class.data() + debtors.slot;
  Amount first = hn::Load(amounts, first_class);
  for (std::size_t i = classes.count; i-- > 0;) {
    const Amount kept = hn::Min(unpaid, due_to(classes.rows[i], lanes_of(debtors), k));
    first = hn::IfThenElse(hn::And(newly, hn::Gt(kept, zero)), hn::Set(amounts, classes.rows[i].first_class), first);
    unpaid = hn::Sub(unpaid, kept);
  }
  hn::Store(first, amounts, first_class);
}

/// Loan dues with a real day up to `day`.
HWY_INLINE Amount loan_due_before(const Debtors& debtors, std::int32_t day) {
  const std::size_t snapshot =
      day < 0 ? 0 : static_cast<std::size_t>(debtors.creditors.columns->loan_snapshot[static_cast<std::size_t>(day)]);
  return hn::Add(hn::Set(amounts, debtors.creditors.loan_dues_by_age[day]),
                 hn::GatherIndex(amounts, debtors.lanes.loan_dues.data() + snapshot * block_lanes, lanes_of(debtors)));
}

/// What is unpaid to a group on this day. Groups before `begin` are paid.
HWY_INLINE Amount unpaid_to(const Debtors& debtors, int group, std::size_t begin) {
  if (group < static_cast<int>(begin)) return hn::Zero(amounts);
  return hn::Load(amounts,
                  debtors.lanes.unpaid_by_group.data() + static_cast<std::size_t>(group) * block_lanes + debtors.slot);
}

/// Events of wages, tax and loans that are unpaid.
HWY_INLINE void note_arrears(const Debtors& debtors, std::int32_t today, std::size_t begin) {
  const CreditorColumns& columns = *debtors.creditors.columns;
  const Amount zero = hn::Zero(amounts), day = hn::Set(amounts, today);
  const Amount wages = unpaid_to(debtors, columns.wages, begin), loan = unpaid_to(debtors, columns.loan, begin);
  const Amount critical = hn::Add(hn::Add(wages, loan), unpaid_to(debtors, columns.tax, begin));
  note(debtors, Event::wages_missed, hn::Gt(wages, zero), day);
  note(debtors, Event::critical_missed, hn::Gt(critical, zero), day);
  const auto owes_loan = hn::Gt(loan, zero);
  if (hn::AllFalse(amounts, owes_loan)) return;
  const Amount paid = hn::Sub(loan_due_before(debtors, today), loan);
  note(debtors, Event::loan_30dpd, hn::And(owes_loan, hn::Lt(paid, loan_due_before(debtors, today - 30))), day);
  note(debtors, Event::loan_90dpd, hn::And(owes_loan, hn::Lt(paid, loan_due_before(debtors, today - 90))), day);
}

/// What is unpaid stays with the last in order first: from there back, each group keeps what it is owed until all is
/// placed. What the loop reads is copied before it, for a vector that is stored may be any of it to a compiler.
void divide_debtors(const Debtors& debtors, const GroupList& all_groups) {
  const CreditorColumns& columns = *debtors.creditors.columns;
  const std::int32_t first_day = debtors.span.first_day;
  const std::size_t day_count = debtors.span.day_count, group_count = all_groups.count;
  const GroupDays* const groups = all_groups.rows.data();
  const Minor* const gap_rows = debtors.span.gap_rows;
  const Minor* const illiquid = first_days(debtors, Event::illiquid);
  const Amount zero = hn::Zero(amounts), limit = hn::Set(amounts, -debtors.span.open_limit);
  const Amount lanes = hn::Load(amounts, debtors.lanes.lane_of_debtor.data() + debtors.slot);
  const int last_critical = std::max({columns.wages, columns.tax, columns.loan});
  Minor* const by_group = debtors.lanes.unpaid_by_group.data() + debtors.slot;
  std::size_t owed_from = 0;  // groups before this one hold nothing
  for (std::size_t k = 0; k < day_count; ++k) {
    const auto today = first_day + static_cast<std::int32_t>(k);
    const Amount unpaid = hn::Max(zero, hn::Sub(limit, hn::GatherIndex(amounts, gap_rows + k * block_lanes, lanes)));
    const auto newly = hn::And(hn::Gt(unpaid, zero), hn::Gt(hn::Load(amounts, illiquid), hn::Set(amounts, today)));
    if (!hn::AllFalse(amounts, newly)) note_illiquid(debtors, k, unpaid, newly);
    Amount left = unpaid;
    std::size_t group = group_count;
    while (group-- > 0) {
      Minor* const held = by_group + group * block_lanes;
      const Amount kept = hn::Min(left, hn::Add(hn::Load(amounts, held), due_to(groups[group], lanes, k)));
      hn::Store(kept, amounts, held);
      left = hn::Sub(left, kept);
      if (group == 0 || !any_above_zero(left)) break;
    }
    for (; owed_from < group; ++owed_from) hn::Store(zero, amounts, by_group + owed_from * block_lanes);
    owed_from = group;
    if (last_critical >= static_cast<int>(group)) note_arrears(debtors, today, group);
  }
}

/// Gives a slot to each lane that has something unpaid for the first time.
void add_debtors(LaneStates& lanes, Minor beyond_horizon) {
  const auto illiquid = static_cast<std::size_t>(Event::illiquid);
  const Amount never = hn::Set(amounts, beyond_horizon), zero = hn::Zero(amounts);
  for (std::size_t first = 0; first < block_lanes; first += hn::Lanes(amounts)) {
    const Amount unpaid = hn::Load(amounts, lanes.unpaid_in_span.data() + first);
    const auto is_new =
        hn::And(hn::Gt(unpaid, zero), hn::Eq(hn::Load(amounts, lanes.first_day[illiquid].data() + first), never));
    if (hn::AllFalse(amounts, is_new)) continue;
    for (std::size_t lane = first; lane < first + hn::Lanes(amounts); ++lane)
      if (lanes.unpaid_in_span[lane] > 0 && lanes.first_day[illiquid][lane] == beyond_horizon) lanes.add_debtor(lane);
  }
}

void divide_unpaid_of_lanes(const SpanView& span, const CreditorView& creditors, LaneStates& lanes) {
  add_debtors(lanes, creditors.beyond_horizon);
  const GroupList groups = days_of(creditors.columns->groups, span, creditors.in_full, lanes);
  for (std::size_t slot = 0; slot < lanes.debtor_count; slot += hn::Lanes(amounts)) {
    const Debtors debtors = {span, creditors, lanes, slot};
    if (any_above_zero(hn::GatherIndex(amounts, lanes.unpaid_in_span.data(), lanes_of(debtors))))
      divide_debtors(debtors, groups);
  }
  lanes.keep_debtors();
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
