#include "engine/settlement.hpp"

#include <algorithm>
#include <limits>

#include "engine/random_stream.hpp"

namespace headroom {

namespace {

/// The row of a day in a tile.
std::size_t row_of(std::int32_t day) { return static_cast<std::size_t>(day) * block_lanes; }

}  // namespace

BlockOutcomes::BlockOutcomes(std::size_t sample_count) {
  constexpr std::size_t n = block_lanes;
  for (auto& days : first_day) days.assign(n, 0);
  lowest_position.assign(n, 0);
  funding_need.assign(n, 0);
  first_unpaid_class.assign(n, no_class);
  owed_after_horizon.assign(n, 0);
  relief_received.assign(n, 0);
  cash.assign(n * sample_count, 0);
  position.assign(n * sample_count, 0);
}

Settlement::Settlement(const Plan& plan, const OptionPlan& option, std::vector<std::int32_t> sample_days)
    : plan_(plan),
      option_(option),
      sample_days_(std::move(sample_days)),
      columns_(plan, option, sample_days_),
      lanes_(plan, columns_),
      line_days_(plan.line_count()),
      disbursed_(option.loans.size() * block_lanes, 0),
      deferred_(block_lanes, 0) {
  for (const DeferralColumns& deferral : option.deferrals) shifted_dues_[deferral.tile].assign(plan.day_count() * block_lanes, 0);
  for (std::size_t tile = 0; tile < random_class_count; ++tile)
    if (plan.has_random_dues(tile)) dues_of_first_day_[tile].assign(block_lanes, 0);
}

void Settlement::follow_first_lane() {
  first_lane_interest_.assign(plan_.day_count(), 0);
  first_lane_drawn_.assign(plan_.day_count(), 0);
}

void Settlement::settle(const Tiles& tiles, BlockOutcomes& outcomes) noexcept {
  start(outcomes);
  shift_dues(tiles, outcomes);
  add_overdue(tiles);
  CreditorView creditors = {&columns_.creditors, option_.loan_dues_by_age.data() + age_days_max, plan_.horizon_days + 1};
  for (const DaySpan& span : columns_.spans) {
    const SpanView view = view_of(span, tiles, outcomes);
    const bool unpaid = span.in_full ? play_in_full(span, view, tiles, outcomes) : play_plain_days(view, lanes_);
    creditors.in_full = span.in_full;
    if (unpaid) divide_unpaid(view, creditors, lanes_);
    if (!first_lane_drawn_.empty()) keep_first_lane(span, view);
  }
  finish(outcomes);
}

void Settlement::start(BlockOutcomes& outcomes) noexcept {
  lanes_.start(plan_);
  const auto fill = [](AlignedVector<Minor>& amounts, Minor amount) { std::fill(amounts.begin(), amounts.end(), amount); };
  std::fill(disbursed_.begin(), disbursed_.end(), std::uint8_t{0});
  fill(outcomes.owed_after_horizon, option_.owed_after_horizon);
  fill(outcomes.relief_received, columns_.grants);
}

/// Takes what deferrals put off out of its days and adds the parts in which it is paid.
void Settlement::shift_dues(const Tiles& tiles, BlockOutcomes& outcomes) noexcept {
  for (std::size_t tile = 0; tile < random_class_count; ++tile)
    for (std::size_t day = 0; day < plan_.day_count() && !shifted_dues_[tile].empty(); ++day) {
      if (!columns_.shifted[tile][day]) continue;
      Minor* row = shifted_dues_[tile].data() + day * block_lanes;
      if (columns_.emptied[tile][day]) std::fill_n(row, block_lanes, 0);
      else std::copy_n(tiles.dues[tile].data() + day * block_lanes, block_lanes, row);
    }
  for (std::size_t i = 0; i < option_.deferrals.size(); ++i) {
    const DeferralColumns& deferral = option_.deferrals[i];
    const std::vector<std::int32_t>& days = columns_.shifts[i].days;
    std::fill(deferred_.begin(), deferred_.end(), deferral.certain);
    add_rows(tiles.dues[deferral.tile].data(), days.data(), days.size(), deferred_.data());
    const auto count = static_cast<Minor>(deferral.part_days.size());
    for (std::size_t lane = 0; lane < block_lanes; ++lane) {
      const Minor part = deferred_[lane] / count, last = deferred_[lane] - part * (count - 1);
      for (std::size_t k = 0; k < deferral.part_days.size(); ++k) {
        const Minor amount = k + 1 < deferral.part_days.size() ? part : last;
        const std::int32_t day = deferral.part_days[k];
        if (day > plan_.horizon_days) outcomes.owed_after_horizon[lane] += amount;
        else shifted_dues_[deferral.tile][row_of(day) + lane] += amount;
      }
    }
  }
}

/// Day 0 also brings what was due before as_of.
void Settlement::add_overdue(const Tiles& tiles) noexcept {
  for (std::size_t tile = 0; tile < random_class_count; ++tile) {
    if (!plan_.has_random_dues(tile)) continue;
    const Minor* due = columns_.shifted[tile][0] ? shifted_dues_[tile].data() : tiles.dues[tile].data();
    const Minor* overdue = tiles.dues[tile].data() + row_of(plan_.horizon_days + 2);
    for (std::size_t lane = 0; lane < block_lanes; ++lane) dues_of_first_day_[tile][lane] = due[lane] + overdue[lane];
  }
}

SpanView Settlement::view_of(const DaySpan& span, const Tiles& tiles, BlockOutcomes& outcomes) noexcept {
  SpanView view;
  const auto first = static_cast<std::size_t>(span.first_day);
  view.first_day = span.first_day;
  view.day_count = static_cast<std::size_t>(span.day_count);
  view.certain_receipts = option_.receipts.data() + first;
  view.certain_dues = option_.creditor_dues.data() + first;
  view.certain_net = columns_.net.data() + first;
  if (plan_.has_narrow_receipts) view.random_receipts.narrow = tiles.narrow_receipts.data() + row_of(span.first_day);
  else view.random_receipts.wide = tiles.receipts.data() + row_of(span.first_day);
  for (std::size_t tile = 0; tile < random_class_count; ++tile) {
    if (!plan_.has_random_dues(tile)) continue;
    const AlignedVector<Minor>& dues = span.shifted[tile] ? shifted_dues_[tile] : tiles.dues[tile];
    view.random_dues[tile] = first == 0 ? dues_of_first_day_[tile].data() : dues.data() + row_of(span.first_day);
  }
  view.cash_minimum = plan_.cash_minimum;
  view.open_limit = span.open_limit;
  view.drawn_at_start = columns_.drawn_at_start;
  view.line_count = plan_.line_count();
  view.position_decides = columns_.position_decides;
  view.gap_rows = columns_.position_decides && !span.in_full ? lanes_.position_rows.data() : lanes_.gap_rows.data();
  const auto sample = static_cast<std::size_t>(span.first_sample);
  view.sample_days = sample_days_.data() + sample;
  view.sample_count = static_cast<std::size_t>(span.sample_count);
  view.sample_cash = outcomes.cash.data() + sample * block_lanes;
  view.sample_position = outcomes.position.data() + sample * block_lanes;
  return view;
}

bool Settlement::play_in_full(const DaySpan& span, const SpanView& view, const Tiles& tiles, BlockOutcomes& outcomes) noexcept {
  const auto day = static_cast<std::size_t>(span.first_day);
  for (std::size_t i = 0; i < line_days_.size(); ++i) {
    const std::int32_t closing = plan_.lines.closing_day[i];
    line_days_[i] = {plan_.lines.limit[i], plan_.lines.interest_factor[i * plan_.day_count() + day], span.first_day <= closing,
                     span.first_day == closing, span.first_day < closing};
  }
  std::fill(lanes_.extra_receipts.begin(), lanes_.extra_receipts.end(), 0);
  if (columns_.grants_today[day]) grant(span, tiles);
  disburse(span, tiles);
  std::fill(lanes_.relief_due.begin(), lanes_.relief_due.end(), 0);
  for (std::size_t i = 0; i < option_.loans.size(); ++i) {
    const Minor due = option_.loans[i].dues[day];
    for (std::size_t lane = 0; due != 0 && lane < block_lanes; ++lane)
      lanes_.relief_due[lane] += disbursed_[i * block_lanes + lane] ? due : 0;
  }
  for (std::size_t lane = 0; lane < block_lanes; ++lane) outcomes.relief_received[lane] += lanes_.extra_receipts[lane];
  FullDay full;
  full.lines = line_days_.data();
  full.repayment_order = plan_.lines.repayment_order.data();
  full.owner_due = option_.dues[static_cast<std::size_t>(PaymentClass::owner)][day];
  if (span.loan_snapshot > 0) full.loan_snapshot = lanes_.loan_dues.data() + row_of(span.loan_snapshot);
  return play_full_day(view, full, lanes_);
}

/// Grants are a share of the day's whole dues of a class, before any deferral.
void Settlement::grant(const DaySpan& span, const Tiles& tiles) noexcept {
  for (const GrantColumns& rule : option_.grant_rules) {
    if (span.first_day < rule.first_day || span.first_day > rule.last_day) continue;
    const Minor* dues = tiles.dues[rule.tile].data();
    const Minor* overdue = span.first_day == 0 ? dues + row_of(plan_.horizon_days + 2) : nullptr;
    add_share(rule.certain[static_cast<std::size_t>(span.first_day)], dues + row_of(span.first_day), overdue, rule.share,
              lanes_.extra_receipts.data());
  }
}

void Settlement::disburse(const DaySpan& span, const Tiles& tiles) noexcept {
  for (std::size_t i = 0; i < option_.loans.size(); ++i) {
    const ReliefLoanColumns& loan = option_.loans[i];
    if (loan.disbursed_day != span.first_day) continue;
    for (std::size_t lane = 0; lane < block_lanes; ++lane) {
      const bool approved = uniform_of(tiles.approval_draw[lane]) < loan.approval_probability;
      const bool withheld =
          loan.withheld_after && lanes_.first_day[static_cast<std::size_t>(*loan.withheld_after)][lane] < loan.disbursed_day;
      if (!approved || withheld) continue;
      disbursed_[i * block_lanes + lane] = 1;
      lanes_.extra_receipts[lane] += loan.disbursed;
    }
  }
}

void Settlement::keep_first_lane(const DaySpan& span, const SpanView& view) noexcept {
  for (std::size_t k = 0; k < view.day_count; ++k) {
    const Minor gap = std::min<Minor>(0, view.gap_rows[k * block_lanes]);
    first_lane_drawn_[static_cast<std::size_t>(span.first_day) + k] = std::min(-gap, span.open_limit);
    first_lane_interest_[static_cast<std::size_t>(span.first_day) + k] = span.in_full ? lanes_.line_interest[0] : 0;
  }
}

void Settlement::finish(BlockOutcomes& outcomes) const noexcept {
  for (std::size_t event = 0; event < event_count; ++event)
    std::copy(lanes_.first_day[event].begin(), lanes_.first_day[event].end(), outcomes.first_day[event].begin());
  for (std::size_t lane = 0; lane < block_lanes; ++lane) {
    outcomes.lowest_position[lane] = lanes_.lowest_position[lane];
    outcomes.funding_need[lane] = std::max<Minor>(0, -lanes_.lowest_free[lane]);
    outcomes.first_unpaid_class[lane] = static_cast<std::uint8_t>(lanes_.first_class[lane]);
  }
  for (std::size_t i = 0; i < option_.loans.size(); ++i)
    for (std::size_t lane = 0; lane < block_lanes; ++lane)
      if (disbursed_[i * block_lanes + lane]) outcomes.owed_after_horizon[lane] += option_.loans[i].owed_after_horizon;
}

}  // namespace headroom
