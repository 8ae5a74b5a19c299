#include <algorithm>
#include <array>

#include "engine/settlement/option_tiles.hpp"
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

/// A class on the days of a span.
struct CreditorDays {
  const Minor* certain = nullptr;
  const Minor* random = nullptr;    // null: none. Shape: [day][block_lanes]
  const Minor* loan_due = nullptr;  // null: none. Shape: [block_lanes]
};

/// Classes in order of payment.
using CreditorRows = std::array<CreditorDays, creditor_class_count>;

CreditorRows rows_of(const CreditorView& creditors, const SpanView& span, const LaneStates& lanes) {
  CreditorRows rows;
  for (std::size_t i = 0; i < creditors.columns->classes.size(); ++i) {
    const Creditor& creditor = creditors.columns->classes[i];
    rows[i].certain = creditor.certain + span.first_day;
    if (creditor.is_random) rows[i].random = span.random_dues[creditor.payment_class];
    if (creditor.is_loan && creditors.in_full) rows[i].loan_due = lanes.loan_due.data();
  }
  return rows;
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

/// What falls due to a class on the k-th day, on these lanes.
HWY_INLINE Amount due_to(const CreditorDays& creditor, Amount lanes, std::size_t k) {
  Amount due = hn::Set(amounts, creditor.certain[k]);
  if (creditor.random) due = hn::Add(due, hn::GatherIndex(amounts, creditor.random + k * block_lanes, lanes));
  if (creditor.loan_due) due = hn::Add(due, hn::GatherIndex(amounts, creditor.loan_due, lanes));
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
HWY_NOINLINE void note_illiquid(const Debtors& debtors, const CreditorRows& rows, std::size_t k, Amount unpaid,
                                hn::Mask<Amounts> newly) {
  const Amount zero = hn::Zero(amounts);
  const std::vector<Creditor>& classes = debtors.creditors.columns->classes;
  note(debtors, Event::illiquid, newly, hn::Set(amounts, debtors.span.first_day + static_cast<std::int64_t>(k)));
  Minor* const first_class = debtors.lanes.debtor_first_class.data() + debtors.slot;
  Amount first = hn::Load(amounts, first_class);
  for (std::size_t i = classes.size(); i-- > 0;) {
    const Amount kept = hn::Min(unpaid, due_to(rows[i], lanes_of(debtors), k));
    first = hn::IfThenElse(hn::And(newly, hn::Gt(kept, zero)), hn::Set(amounts, classes[i].payment_class), first);
    unpaid = hn::Sub(unpaid, kept);
  }
  hn::Store(first, amounts, first_class);
}

/// Loan dues with a real day up to `day`.
HWY_INLINE Amount loan_due_before(const Debtors& debtors, std::int32_t day) {
  const std::size_t snapshot =
      day < 0 ? 0 : static_cast<std::size_t>(debtors.creditors.columns->loan_snapshot[static_cast<std::size_t>(day)]);
  return hn::Add(hn::Set(amounts, debtors.creditors.certain_up_to(loan_tile, day)),
                 hn::GatherIndex(amounts, debtors.lanes.loan_dues.data() + snapshot * block_lanes, lanes_of(debtors)));
}

/// What is unpaid to a class on this day. Those before `begin` are paid.
HWY_INLINE Amount unpaid_to(const Debtors& debtors, int place, std::size_t begin) {
  if (place < static_cast<int>(begin)) return hn::Zero(amounts);
  return hn::Load(amounts,
                  debtors.lanes.unpaid_by_class.data() + static_cast<std::size_t>(place) * block_lanes + debtors.slot);
}

HWY_INLINE hn::Mask<Amounts> has_not_happened(const Debtors& debtors, Event event, Amount today) {
  return hn::Gt(hn::Load(amounts, first_days(debtors, event)), today);
}

/// Slots of a mask, for what is done one by one.
struct Chosen {
  Chosen(const Debtors& debtors, hn::Mask<Amounts> mask) : first(debtors.slot) {
    hn::Store(hn::IfThenElseZero(mask, hn::Set(amounts, 1)), amounts, is_chosen);
  }
  template <class Action>
  void each(Action action) const {
    for (std::size_t i = 0; i < hn::Lanes(amounts); ++i)
      if (is_chosen[i] != 0) action(first + i);
  }

  std::size_t first;
  HWY_ALIGN Minor is_chosen[block_lanes];
};

std::int32_t oldest_day(const Debtors& debtors, std::size_t place, std::size_t slot, std::int32_t today, int age_max) {
  const Minor unpaid = debtors.lanes.unpaid_by_class[place * block_lanes + slot];
  if (unpaid == 0) return today;
  return oldest_unpaid_day(debtors.creditors, debtors.lanes, debtors.creditors.columns->classes[place],
                           static_cast<std::size_t>(debtors.lanes.lane_of_debtor[slot]), unpaid, today, age_max);
}

HWY_NOINLINE void note_old_wages(const Debtors& debtors, hn::Mask<Amounts> asked, std::int32_t today) {
  const auto place = static_cast<std::size_t>(debtors.creditors.columns->wages);
  Chosen(debtors, asked).each([&](std::size_t slot) {
    if (today - oldest_day(debtors, place, slot, today, 30) >= 30)
      debtors.lanes.debtor_first_day[static_cast<std::size_t>(Event::wages_30dpd)][slot] = today;
  });
}

/// Of the classes from `begin` on: those before are paid.
HWY_NOINLINE void note_old_dues(const Debtors& debtors, hn::Mask<Amounts> asked, std::int32_t today,
                                std::size_t begin) {
  Chosen(debtors, asked).each([&](std::size_t slot) {
    std::int32_t oldest = today;
    for (std::size_t place = debtors.creditors.columns->classes.size(); place-- > begin;)
      oldest = std::min(oldest, oldest_day(debtors, place, slot, today, age_days_max));
    debtors.lanes.no_due_before[slot] = oldest;
    if (today - oldest >= age_days_max)
      debtors.lanes.debtor_first_day[static_cast<std::size_t>(Event::any_90dpd)][slot] = today;
  });
}

/// Nothing is looked at before it can be old enough: what is unpaid without a break since a day is no older, but on
/// day 0, which brings what was due before.
HWY_INLINE void note_ages(const Debtors& debtors, Amount unpaid, std::int32_t today, std::size_t begin) {
  Minor* const no_due_before = debtors.lanes.no_due_before.data() + debtors.slot;
  const auto owes = hn::Gt(unpaid, hn::Zero(amounts));
  const Amount since = hn::Min(hn::Load(amounts, no_due_before), hn::Set(amounts, today == 0 ? -age_days_max : today));
  hn::Store(hn::IfThenElse(owes, since, hn::Set(amounts, nothing_unpaid)), amounts, no_due_before);
  const auto may_be_old = hn::And(owes, hn::Lt(since, hn::Set(amounts, today - age_days_max + 1)));
  if (hn::AllFalse(amounts, may_be_old)) return;
  const auto asked = hn::And(may_be_old, has_not_happened(debtors, Event::any_90dpd, hn::Set(amounts, today)));
  if (!hn::AllFalse(amounts, asked)) note_old_dues(debtors, asked, today, begin);
}

/// Events of wages, tax and loans that are unpaid.
HWY_INLINE void note_arrears(const Debtors& debtors, std::int32_t today, std::size_t begin) {
  const CreditorColumns& columns = *debtors.creditors.columns;
  const Amount zero = hn::Zero(amounts), day = hn::Set(amounts, today);
  const Amount wages = unpaid_to(debtors, columns.wages, begin), loan = unpaid_to(debtors, columns.loan, begin);
  const Amount critical = hn::Add(hn::Add(wages, loan), unpaid_to(debtors, columns.tax, begin));
  note(debtors, Event::wages_missed, hn::Gt(wages, zero), day);
  note(debtors, Event::critical_missed, hn::Gt(critical, zero), day);
  if (columns.wages >= static_cast<int>(begin)) {
    constexpr auto wages_tile = tile_of(PaymentClass::wages);
    const Amount recent = hn::Set(amounts, debtors.creditors.certain_up_to(wages_tile, today) -
                                               debtors.creditors.certain_up_to(wages_tile, today - 30));
    const auto asked = hn::And(hn::Gt(wages, recent), has_not_happened(debtors, Event::wages_30dpd, day));
    if (!hn::AllFalse(amounts, asked)) note_old_wages(debtors, asked, today);
  }
  const auto owes_loan = hn::Gt(loan, zero);
  if (hn::AllFalse(amounts, owes_loan)) return;
  const Amount paid = hn::Sub(loan_due_before(debtors, today), loan);
  note(debtors, Event::loan_30dpd, hn::And(owes_loan, hn::Lt(paid, loan_due_before(debtors, today - 30))), day);
  note(debtors, Event::loan_90dpd, hn::And(owes_loan, hn::Lt(paid, loan_due_before(debtors, today - 90))), day);
}

/// What is unpaid stays with the last in order first: from there back, each class keeps what it is owed until all is
/// placed. What the loop reads is copied before it, for a vector that is stored may be any of it to a compiler.
void divide_debtors(const Debtors& debtors, const CreditorRows& rows) {
  const CreditorColumns& columns = *debtors.creditors.columns;
  const std::int32_t first_day = debtors.span.first_day;
  const std::size_t day_count = debtors.span.day_count, class_count = columns.classes.size();
  const Minor* const gap_rows = debtors.span.gap_rows;
  const Minor* const illiquid = first_days(debtors, Event::illiquid);
  const Amount zero = hn::Zero(amounts), limit = hn::Set(amounts, -debtors.span.open_limit);
  const Amount lanes = hn::Load(amounts, debtors.lanes.lane_of_debtor.data() + debtors.slot);
  const int last_critical = std::max({columns.wages, columns.tax, columns.loan});
  Minor* const by_class = debtors.lanes.unpaid_by_class.data() + debtors.slot;
  std::size_t owed_from = 0;  // classes before this one hold nothing
  for (std::size_t k = 0; k < day_count; ++k) {
    const auto today = first_day + static_cast<std::int32_t>(k);
    const Amount unpaid = hn::Max(zero, hn::Sub(limit, hn::GatherIndex(amounts, gap_rows + k * block_lanes, lanes)));
    const auto newly = hn::And(hn::Gt(unpaid, zero), hn::Gt(hn::Load(amounts, illiquid), hn::Set(amounts, today)));
    if (!hn::AllFalse(amounts, newly)) note_illiquid(debtors, rows, k, unpaid, newly);
    Amount left = unpaid;
    std::size_t place = class_count;
    while (place-- > 0) {
      Minor* const held = by_class + place * block_lanes;
      const Amount kept = hn::Min(left, hn::Add(hn::Load(amounts, held), due_to(rows[place], lanes, k)));
      hn::Store(kept, amounts, held);
      left = hn::Sub(left, kept);
      if (place == 0 || !any_above_zero(left)) break;
    }
    for (; owed_from < place; ++owed_from) hn::Store(zero, amounts, by_class + owed_from * block_lanes);
    owed_from = place;
    if (last_critical >= static_cast<int>(place)) note_arrears(debtors, today, place);
    note_ages(debtors, unpaid, today, place);
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
  const CreditorRows rows = rows_of(creditors, span, lanes);
  for (std::size_t slot = 0; slot < lanes.debtor_count; slot += hn::Lanes(amounts)) {
    const Debtors debtors = {span, creditors, lanes, slot};
    if (any_above_zero(hn::GatherIndex(amounts, lanes.unpaid_in_span.data(), lanes_of(debtors))))
      divide_debtors(debtors, rows);
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

namespace {

/// Dues of class loan that differ by path: those of a real day.
Minor loan_due_on_lane(const CreditorColumns& columns, const LaneStates& lanes, std::size_t lane, std::int32_t day) {
  const auto sum_up_to = [&](std::int32_t last) {
    const std::int32_t snapshot = last < 0 ? 0 : columns.loan_snapshot[static_cast<std::size_t>(last)];
    return lanes.loan_dues[static_cast<std::size_t>(snapshot) * block_lanes + lane];
  };
  return sum_up_to(day) - sum_up_to(day - 1);
}

}  // namespace

std::int32_t oldest_unpaid_day(const CreditorView& creditors, const LaneStates& lanes, const Creditor& creditor,
                               std::size_t lane, Minor unpaid, std::int32_t today, int age_max) noexcept {
  const std::int32_t oldest = today - age_max;
  for (std::int32_t day = today; day > oldest; --day) {
    unpaid -=
        creditors.certain_up_to(creditor.payment_class, day) - creditors.certain_up_to(creditor.payment_class, day - 1);
    if (creditor.is_loan) unpaid -= loan_due_on_lane(*creditors.columns, lanes, lane, day);
    else if (creditor.is_random) unpaid -= creditors.tiles->due_aged_from(creditor.payment_class, day, lane);
    if (unpaid <= 0) return day;
  }
  return oldest;
}

void divide_unpaid(const SpanView& span, const CreditorView& creditors, LaneStates& lanes) noexcept {
  HWY_DYNAMIC_DISPATCH(divide_unpaid_of_lanes)(span, creditors, lanes);
}

}  // namespace headroom

#endif
