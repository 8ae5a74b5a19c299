#include "engine/settlement/settlement.hpp"

#include <algorithm>

#include "engine/draws/random_stream.hpp"

namespace headroom {

namespace {

/// The row of a day in a tile.
std::size_t row_of(std::int32_t day) { return static_cast<std::size_t>(day) * block_lanes; }

}  // namespace

Settlement::Settlement(const Plan& plan, const OptionPlan& option, std::vector<std::int32_t> sample_days)
    : plan_(plan),
      option_(option),
      sample_days_(std::move(sample_days)),
      columns_(std::make_unique<SettlementColumns>(plan, option, sample_days_)),
      tiles_(plan, option, *columns_),
      lanes_(plan, *columns_),
      line_days_(plan.line_count()),
      disbursed_(option.loans.size() * block_lanes, 0) {
  if (!plan.suppliers.is_empty()) {
    strain_.emplace(plan, option);
    lanes_before_ = lanes_;
  }
}

void Settlement::follow_first_lane() {
  if (strain_) strain_->follow_first_lane();
  first_lane_interest_.assign(plan_.day_count(), 0);
  first_lane_drawn_.assign(plan_.day_count(), 0);
}

void Settlement::follow_periods(std::vector<std::int32_t> period_of_day) { periods_.emplace(std::move(period_of_day)); }

void Settlement::settle(const Tiles& tiles, BlockOutcomes& outcomes) noexcept {
  start(outcomes);
  tiles_.start(tiles, outcomes.owed_after_horizon.data());
  if (strain_) strain_->start(tiles, outcomes.late);
  if (periods_) periods_->start();
  for (const DaySpan& span : columns_->spans) {
    if (strain_ && lanes_.debtor_count > 0) play_span_by_day(span, outcomes);
    else play_span(span, outcomes);
  }
  finish(outcomes);
}

/// Where suppliers have terms, what stays unpaid on one day may change the next: then the span is played day by day
/// instead.
void Settlement::play_span(const DaySpan& span, BlockOutcomes& outcomes) noexcept {
  const bool may_repeat = strain_ && span.day_count > 1;
  if (may_repeat) lanes_before_->copy_balances(lanes_);
  const SpanView view = view_of(span, outcomes);
  const bool unpaid = span.in_full ? play_in_full(span, view, outcomes) : play_plain_days(view, lanes_);
  if (unpaid && may_repeat) {
    lanes_.copy_balances(*lanes_before_);
    play_span_by_day(span, outcomes);
    return;
  }
  const CreditorView creditors = {&columns_->creditors, &option_, &tiles_, plan_.horizon_days + 1, span.in_full};
  if (unpaid) divide_unpaid(view, creditors, lanes_);
  if (!first_lane_drawn_.empty()) keep_first_lane(span, view);
  if (periods_) keep_periods(span, view);
  if (strain_ && lanes_.debtor_count > 0) end_strained_day(view, outcomes);
}

void Settlement::play_span_by_day(const DaySpan& span, BlockOutcomes& outcomes) noexcept {
  DaySpan today = span;
  today.day_count = 1;
  std::int32_t next_sample = span.first_sample;
  for (std::int32_t k = 0; k < span.day_count; ++k) {
    today.first_day = span.first_day + k;
    today.first_sample = next_sample;
    today.sample_count = next_sample < span.first_sample + span.sample_count &&
                         sample_days_[static_cast<std::size_t>(next_sample)] == today.first_day;
    next_sample += today.sample_count;
    if (const Minor* taken =
            tiles_.taken_away(today.first_day))  // the funding need is what keeps suppliers from stopping
      for (std::size_t lane = 0; lane < block_lanes; ++lane) lanes_.left_out[lane] += taken[lane];
    play_span(today, outcomes);
  }
}

void Settlement::end_strained_day(const SpanView& view, BlockOutcomes& outcomes) noexcept {
  const int supplier = columns_->creditors.supplier;
  StrainedDay day;
  day.today = view.first_day;
  day.random_dues = view.random_dues[supplier_tile];
  day.lane_of_debtor = lanes_.lane_of_debtor.data();
  day.debtor_count = lanes_.debtor_count;
  day.unpaid = lanes_.unpaid_by_class.data() + static_cast<std::size_t>(supplier) * block_lanes;
  strain_->end_day(day, tiles_, outcomes.late);
}

void Settlement::start(BlockOutcomes& outcomes) noexcept {
  lanes_.start(plan_);
  const auto fill = [](AlignedVector<Minor>& amounts, Minor amount) {
    std::fill(amounts.begin(), amounts.end(), amount);
  };
  std::fill(disbursed_.begin(), disbursed_.end(), std::uint8_t{0});
  fill(outcomes.owed_after_horizon, option_.owed_after_horizon);
  fill(outcomes.relief_received, columns_->grants);
  fill(outcomes.forgiven, 0);
  fill(outcomes.forgiven_after_horizon, 0);
}

SpanView Settlement::view_of(const DaySpan& span, BlockOutcomes& outcomes) noexcept {
  SpanView view;
  const auto first = static_cast<std::size_t>(span.first_day);
  view.first_day = span.first_day;
  view.day_count = static_cast<std::size_t>(span.day_count);
  view.certain_receipts = option_.receipts.data() + first;
  view.certain_dues = option_.creditor_dues.data() + first;
  view.certain_net = columns_->net.data() + first;
  view.random_receipts = tiles_.receipts(span.first_day);
  for (std::size_t tile = 0; tile < class_tile_count; ++tile)
    if (plan_.has_random_dues(tile))
      view.due_rows[view.due_row_count++] = view.random_dues[tile] =
          tiles_.dues(tile, span.first_day, span.shifted[tile]);
  view.cash_minimum = plan_.cash_minimum;
  view.open_limit = span.open_limit;
  view.drawn_at_start = columns_->drawn_at_start;
  view.line_count = plan_.line_count();
  view.position_decides = columns_->position_decides;
  view.gap_rows = columns_->position_decides && !span.in_full ? lanes_.position_rows.data() : lanes_.gap_rows.data();
  const auto sample = static_cast<std::size_t>(span.first_sample);
  view.sample_days = sample_days_.data() + sample;
  view.sample_count = static_cast<std::size_t>(span.sample_count);
  view.sample_cash = outcomes.cash.data() + sample * block_lanes;
  view.sample_position = outcomes.position.data() + sample * block_lanes;
  return view;
}

bool Settlement::play_in_full(const DaySpan& span, const SpanView& view, BlockOutcomes& outcomes) noexcept {
  const auto day = static_cast<std::size_t>(span.first_day);
  for (std::size_t i = 0; i < line_days_.size(); ++i) {
    const std::int32_t closing = plan_.lines.closing_day[i];
    line_days_[i] = {plan_.lines.limit[i], plan_.lines.interest_factor[i * plan_.day_count() + day],
                     span.first_day <= closing, span.first_day == closing, span.first_day < closing};
  }
  std::fill(lanes_.extra_receipts.begin(), lanes_.extra_receipts.end(), 0);
  if (columns_->grants_today[day]) grant(span);
  if (periods_) periods_->add_grants(span.first_day, lanes_.extra_receipts.data());
  disburse(span);
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
void Settlement::grant(const DaySpan& span) noexcept {
  for (const GrantColumns& rule : option_.grant_rules) {
    if (span.first_day < rule.first_day || span.first_day > rule.last_day) continue;
    const Minor* overdue = span.first_day == 0 ? tiles_.overdue(rule.tile) : nullptr;
    const Minor certain = rule.certain[static_cast<std::size_t>(span.first_day)];
    const Minor* dues = tiles_.dues_before_deferral(rule.tile, span.first_day);
    add_share(certain, dues, overdue, rule.share, lanes_.extra_receipts.data());
    if (!tiles_.is_changed()) continue;
    const Minor* drawn = tiles_.owed(rule.tile) + row_of(span.first_day);
    for (std::size_t lane = 0; lane < block_lanes; ++lane)  // what the grant would be had no supplier stopped
      lanes_.left_out[lane] += share_of(certain + drawn[lane], rule.share) - share_of(certain + dues[lane], rule.share);
  }
}

void Settlement::disburse(const DaySpan& span) noexcept {
  for (std::size_t i = 0; i < option_.loans.size(); ++i) {
    const ReliefLoanColumns& loan = option_.loans[i];
    if (loan.disbursed_day != span.first_day) continue;
    for (std::size_t lane = 0; lane < block_lanes; ++lane) {
      const bool approved = uniform_of(tiles_.drawn().approval_draw[lane]) < loan.approval_probability;
      const bool withheld = loan.withheld_after &&
                            lanes_.first_day[static_cast<std::size_t>(*loan.withheld_after)][lane] < loan.disbursed_day;
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

void Settlement::keep_periods(const DaySpan& span, const SpanView& view) noexcept {
  for (std::size_t k = 0; k < view.day_count; ++k) {
    const std::size_t day = static_cast<std::size_t>(span.first_day) + k, row = k * block_lanes;
    DayFlows flows;
    flows.day = static_cast<std::int32_t>(day);
    flows.certain_grants = option_.grants[day];
    flows.certain_receipts = view.certain_receipts[k] - flows.certain_grants;
    flows.certain_loan_dues = option_.dues[static_cast<std::size_t>(PaymentClass::loan)][day];
    flows.certain_dues = view.certain_dues[k] - flows.certain_loan_dues;
    if (view.random_receipts.narrow) flows.receipts.narrow = view.random_receipts.narrow + row;
    else flows.receipts.wide = view.random_receipts.wide + row;
    for (std::size_t tile = 0; tile < class_tile_count; ++tile)
      if (view.random_dues[tile]) flows.dues[tile] = view.random_dues[tile] + row;
    if (span.in_full) flows.loan_dues = lanes_.loan_due.data();
    flows.position = lanes_.position_rows.data() + row;
    periods_->add(flows);
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
    for (std::size_t lane = 0; lane < block_lanes; ++lane) {
      if (!disbursed_[i * block_lanes + lane]) continue;
      outcomes.owed_after_horizon[lane] += option_.loans[i].owed_after_horizon;
      outcomes.forgiven[lane] += option_.loans[i].forgiven;
      outcomes.forgiven_after_horizon[lane] += option_.loans[i].forgiven_after_horizon;
    }
  add_arrears_of_relief(outcomes);
}

/// What a class is owed at the horizon counts as the relief's as far as the relief has had anything fall due in it.
void Settlement::add_arrears_of_relief(BlockOutcomes& outcomes) const noexcept {
  std::fill(outcomes.owed_in_arrears.begin(), outcomes.owed_in_arrears.end(), 0);
  const std::vector<Creditor>& classes = columns_->creditors.classes;
  for (std::size_t place = 0; place < classes.size(); ++place) {
    const Minor certain = option_.deferred_within_horizon[classes[place].payment_class];
    const Minor* const random = tiles_.deferred_within_horizon(classes[place].payment_class);
    const bool has_loans = classes[place].is_loan && !option_.loans.empty();
    if (certain == 0 && random == nullptr && !has_loans) continue;
    for (std::size_t slot = 0; slot < lanes_.debtor_count; ++slot) {
      const Minor unpaid = lanes_.unpaid_by_class[place * block_lanes + slot];
      if (unpaid == 0) continue;
      const auto lane = static_cast<std::size_t>(lanes_.lane_of_debtor[slot]);
      Minor due = certain + (random ? random[lane] : 0);
      for (std::size_t i = 0; has_loans && i < option_.loans.size(); ++i)
        if (disbursed_[i * block_lanes + lane]) due += option_.loans[i].due_within_horizon;
      outcomes.owed_in_arrears[lane] += std::min(unpaid, due);
      outcomes.owed_after_horizon[lane] += std::min(unpaid, due);
    }
  }
}

}  // namespace headroom
