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

HWY_INLINE Amount unpaid_to(const Debtors& debtors, std::size_t place) {
  return hn::Load(amounts, debtors.lanes.unpaid_by_class.data() + place * block_lanes + debtors.slot);
}

/// Sums of a class's random dues up to the evening of a day, by the day from which their age counts.
HWY_INLINE Minor* due_sums(LaneStates& lanes, const Creditor& creditor, std::int32_t day) {
  const auto row = static_cast<std::size_t>(day + age_days_max) % aged_days;
  return lanes.due_sums.data() + (static_cast<std::size_t>(creditor.sums_place) * aged_days + row) * block_lanes;
}

/// Adds what falls due on a day to the sums of the day before. What was due before as_of is played on day 0, but aged
/// from its own day.
void add_day_to_sums(const CreditorView& creditors, LaneStates& lanes, const Creditor& creditor, std::int32_t day) {
  const OptionTiles& tiles = *creditors.tiles;
  const Minor* const before = due_sums(lanes, creditor, day - 1);
  Minor* const sums = due_sums(lanes, creditor, day);
  const Minor* const dues = day < 0 ? nullptr : tiles.dues(creditor.payment_class, day);
  for (std::size_t lane = 0; lane < block_lanes; lane += hn::Lanes(amounts)) {
    Amount sum = hn::Load(amounts, before + lane);
    if (dues) sum = hn::Add(sum, hn::Load(amounts, dues + lane));
    for (std::size_t i = 0; day <= 0 && i < tiles.arrears_days().size(); ++i) {
      const Amount arrears = hn::Load(amounts, tiles.arrears(creditor.payment_class) + i * block_lanes + lane);
      if (day == 0) sum = hn::Sub(sum, arrears);
      else if (tiles.arrears_days()[i] == day) sum = hn::Add(sum, arrears);
    }
    hn::Store(sum, amounts, sums + lane);
  }
}

/// Has the sums of random dues up to the end of a span, from age_days_max days before it on.
HWY_NOINLINE void sum_dues(const SpanView& span, const CreditorView& creditors, LaneStates& lanes) {
  const std::int32_t last = span.first_day + static_cast<std::int32_t>(span.day_count) - 1;
  const std::int32_t first = std::max(lanes.due_sums_until, span.first_day - age_days_max);
  for (const Creditor& creditor : creditors.columns->classes) {
    if (creditor.sums_place < 0) continue;
    if (first != lanes.due_sums_until) std::fill_n(due_sums(lanes, creditor, first), block_lanes, 0);  // begins anew
    for (std::int32_t day = first + 1; day <= last; ++day) add_day_to_sums(creditors, lanes, creditor, day);
  }
  lanes.due_sums_until = last;
}

/// Whether a due of a class is unpaid that is this many days old: more is unpaid than fell due since.
HWY_INLINE hn::Mask<Amounts> is_past_due(const Debtors& debtors, std::size_t place, std::int32_t today,
                                         std::int32_t days) {
  const Creditor& creditor = debtors.creditors.columns->classes[place];
  const std::int32_t past = today - days;
  const Amount unpaid = unpaid_to(debtors, place);
  if (creditor.is_loan) return hn::Gt(unpaid, hn::Sub(loan_due_before(debtors, today), loan_due_before(debtors, past)));
  Amount recent = hn::Set(amounts, debtors.creditors.certain_up_to(creditor.payment_class, today) -
                                       debtors.creditors.certain_up_to(creditor.payment_class, past));
  if (creditor.sums_place >= 0) {
    const Amount lanes = lanes_of(debtors);
    recent = hn::Add(recent, hn::GatherIndex(amounts, due_sums(debtors.lanes, creditor, today), lanes));
    recent = hn::Sub(recent, hn::GatherIndex(amounts, due_sums(debtors.lanes, creditor, past), lanes));
  }
  return hn::Gt(unpaid, recent);
}

/// Notes that dues of an event's classes are unpaid.
HWY_INLINE void note_missed(const Debtors& debtors, const ArrearsEvent& event, std::int32_t today, std::size_t begin) {
  Amount missed = hn::Zero(amounts);
  for (std::size_t i = event.first_from(begin); i < event.place_count; ++i)
    missed = hn::Add(missed, unpaid_to(debtors, event.places[i]));
  note(debtors, event.event, hn::Gt(missed, hn::Zero(amounts)), hn::Set(amounts, today));
}

/// Notes that dues of an event's classes are old. What is unpaid without a break since a day is no older.
HWY_INLINE void note_past_due(const Debtors& debtors, const ArrearsEvent& event, std::int32_t today, std::size_t begin,
                              Amount since) {
  const Amount day = hn::Set(amounts, today);
  const auto may_be_old = hn::Lt(since, hn::Set(amounts, today - event.days_past_due + 1));
  const auto asked = hn::And(may_be_old, hn::Gt(hn::Load(amounts, first_days(debtors, event.event)), day));
  if (hn::AllFalse(amounts, asked)) return;
  if (debtors.lanes.due_sums_until < today) sum_dues(debtors.span, debtors.creditors, debtors.lanes);
  auto is_old = hn::Lt(day, day);
  for (std::size_t i = event.first_from(begin); i < event.place_count; ++i)
    is_old = hn::Or(is_old, is_past_due(debtors, event.places[i], today, event.days_past_due));
  note(debtors, event.event, hn::And(asked, is_old), day);
}

/// Events that follow of what is unpaid. Classes before `begin` are paid.
HWY_INLINE void note_arrears(const Debtors& debtors, Amount unpaid, std::int32_t today, std::size_t begin) {
  Minor* const unpaid_since = debtors.lanes.unpaid_since.data() + debtors.slot;
  const Amount first = hn::Set(amounts, today == 0 ? -age_days_max : today);  // day 0 brings what was due before
  const Amount since =
      hn::IfThenElse(hn::Gt(unpaid, hn::Zero(amounts)), hn::Min(hn::Load(amounts, unpaid_since), first),
                     hn::Set(amounts, nothing_unpaid));
  hn::Store(since, amounts, unpaid_since);
  for (const ArrearsEvent& event : debtors.creditors.columns->arrears) {
    if (event.first_from(begin) == event.place_count) continue;
    if (event.days_past_due == 0) note_missed(debtors, event, today, begin);
    else note_past_due(debtors, event, today, begin, since);
  }
}

/// What is unpaid stays with the last in order first: from there back, each class keeps what it is owed until all is
/// placed. What the loop reads is copied before it, for a vector that is stored may be any of it to a compiler.
void divide_debtors(const Debtors& debtors, const CreditorRows& rows) {
  const std::int32_t first_day = debtors.span.first_day;
  const std::size_t day_count = debtors.span.day_count, class_count = debtors.creditors.columns->classes.size();
  const Minor* const gap_rows = debtors.span.gap_rows;
  const Minor* const illiquid = first_days(debtors, Event::illiquid);
  const Amount zero = hn::Zero(amounts), limit = hn::Set(amounts, -debtors.span.open_limit);
  const Amount lanes = hn::Load(amounts, debtors.lanes.lane_of_debtor.data() + debtors.slot);
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
    note_arrears(debtors, unpaid, today, place);
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

void divide_unpaid(const SpanView& span, const CreditorView& creditors, LaneStates& lanes) noexcept {
  HWY_DYNAMIC_DISPATCH(divide_unpaid_of_lanes)(span, creditors, lanes);
}

}  // namespace headroom

#endif
