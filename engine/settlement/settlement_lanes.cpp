#include "engine/settlement/settlement_lanes.hpp"

#include <algorithm>
#include <limits>

namespace headroom {

namespace {

/// Calls with each event whose first days are taken where what is unpaid is divided.
template <class Action>
void each_debtor_event(Action action) {
  for (const EventTerms& terms : event_table)
    if (terms.classes != 0) action(index_of(terms.event));
}

void fill(AlignedVector<Minor>& amounts, Minor amount) { std::fill(amounts.begin(), amounts.end(), amount); }

}  // namespace

LaneStates::LaneStates(const Plan& plan, const SettlementColumns& columns) {
  for (AlignedVector<Minor>* amounts :
       {&cash, &unpaid, &lowest_position, &lowest_gap, &lowest_free, &left_out, &first_class, &unpaid_in_span,
        &lane_of_debtor, &unpaid_since, &debtor_first_class, &line_interest, &relief_due, &loan_due, &extra_receipts})
    amounts->assign(block_lanes, 0);
  for (AlignedVector<Minor>& days : first_day) days.assign(block_lanes, 0);
  each_debtor_event([this](std::size_t event) { debtor_first_day[event].assign(block_lanes, 0); });
  drawn.assign(plan.line_count() * block_lanes, 0);
  drawn_sum.assign(plan.line_count() * block_lanes, 0);
  unpaid_by_class.assign(columns.creditors.classes.size() * block_lanes, 0);
  due_sums.assign(static_cast<std::size_t>(columns.creditors.summed_classes) * aged_days * block_lanes, 0);
  loan_dues.assign(static_cast<std::size_t>(columns.creditors.loan_snapshots) * block_lanes, 0);
  std::int32_t days_max = 1;
  for (const DaySpan& span : columns.spans) days_max = std::max(days_max, span.day_count);
  position_rows.assign(static_cast<std::size_t>(days_max) * block_lanes, 0);
  gap_rows.assign(static_cast<std::size_t>(days_max) * block_lanes, 0);
}

void LaneStates::start(const Plan& plan) noexcept {
  fill(cash, plan.cash);
  for (AlignedVector<Minor>* amounts : {&unpaid, &left_out}) fill(*amounts, 0);
  for (std::size_t line = 0; line < plan.line_count(); ++line) {
    std::fill_n(drawn.data() + line * block_lanes, block_lanes, plan.lines.drawn[line]);
    // Day 0 adds the night before it, whose interest is not this play's.
    std::fill_n(drawn_sum.data() + line * block_lanes, block_lanes, -plan.lines.drawn[line]);
  }
  for (AlignedVector<Minor>* amounts : {&lowest_position, &lowest_gap, &lowest_free})
    fill(*amounts, std::numeric_limits<Minor>::max());
  for (AlignedVector<Minor>& days : first_day) fill(days, plan.horizon_days + 1);
  fill(first_class, no_class);
  each_debtor_event([&](std::size_t event) { fill(debtor_first_day[event], plan.horizon_days + 1); });
  fill(debtor_first_class, no_class);
  fill(unpaid_by_class, 0);
  fill(lane_of_debtor, 0);
  fill(unpaid_since, nothing_unpaid);
  due_sums_until = std::numeric_limits<std::int32_t>::min();
  debtor_count = 0;
}

void LaneStates::add_debtor(std::size_t lane) noexcept {
  const std::size_t slot = debtor_count++;  // what stood in it was of another lane
  lane_of_debtor[slot] = static_cast<Minor>(lane);
  for (std::size_t row = slot; row < unpaid_by_class.size(); row += block_lanes) unpaid_by_class[row] = 0;
  each_debtor_event([&](std::size_t event) { debtor_first_day[event][slot] = first_day[event][lane]; });
  debtor_first_class[slot] = first_class[lane];
  unpaid_since[slot] = nothing_unpaid;
}

void LaneStates::copy_balances(const LaneStates& other) noexcept {
  const auto copy = [](const AlignedVector<Minor>& from, AlignedVector<Minor>& to) {
    std::copy(from.begin(), from.end(), to.begin());
  };
  copy(other.cash, cash);
  copy(other.unpaid, unpaid);
  copy(other.drawn, drawn);
  copy(other.drawn_sum, drawn_sum);
  copy(other.lowest_position, lowest_position);
  copy(other.lowest_gap, lowest_gap);
  copy(other.lowest_free, lowest_free);
  for (std::size_t event = 0; event < event_count; ++event) copy(other.first_day[event], first_day[event]);
}

void LaneStates::keep_debtors() noexcept {
  for (std::size_t slot = 0; slot < debtor_count; ++slot) {
    const auto lane = static_cast<std::size_t>(lane_of_debtor[slot]);
    each_debtor_event([&](std::size_t event) { first_day[event][lane] = debtor_first_day[event][slot]; });
    first_class[lane] = debtor_first_class[slot];
  }
}

}  // namespace headroom
