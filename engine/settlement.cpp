#include "engine/settlement.hpp"

#include <algorithm>
#include <cmath>

#include "engine/random_stream.hpp"
#include "models/money.hpp"

namespace headroom {

namespace {

constexpr auto loan_class = static_cast<std::size_t>(PaymentClass::loan);
constexpr auto owner_class = static_cast<std::size_t>(PaymentClass::owner);

/// Requires: what plans hold, far below 2^53.
Minor rounded(double value) noexcept { return static_cast<Minor>(nearest_whole(value)); }

void note(AlignedVector<std::int32_t>& first_day, std::size_t lane, std::size_t day, bool holds) noexcept {
  if (holds) first_day[lane] = std::min(first_day[lane], static_cast<std::int32_t>(day));
}

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
      sample_of_day_(plan.day_count(), -1),
      has_lines_(plan.line_count() > 0),
      shifts_tiles_(!option.deferrals.empty() || !option.grant_rules.empty()) {
  for (std::size_t i = 0; i < sample_days.size(); ++i)
    sample_of_day_[static_cast<std::size_t>(sample_days[i])] = static_cast<std::int32_t>(i);
  for (Lanes* state : {&cash_, &free_, &lowest_free_, &unpaid_, &due_, &line_due_, &loan_extra_, &remaining_, &drawn_total_})
    state->assign(block_lanes, 0);
  first_lane_interest_.assign(plan.day_count(), 0);
  first_lane_drawn_.assign(plan.day_count(), 0);
  drawn_.assign(plan.line_count() * block_lanes, 0);
  balance_sum_.assign(plan.line_count() * block_lanes, 0);
  unpaid_by_class_.assign(creditor_class_count * block_lanes, 0);
  disbursed_.assign(option.loans.size() * block_lanes, 0);
  for (const Minor drawn : plan.lines.drawn) drawn_at_start_ += drawn;
  if (shifts_tiles_) {
    granted_.assign(plan.day_count() * block_lanes, 0);
    for (std::size_t tile = 0; tile < random_class_count; ++tile) {
      shifted_dues_[tile].assign(plan.has_random_dues(tile) ? (plan.day_count() + 2) * block_lanes : 0, 0);
      parts_scratch_[tile].assign(shifted_dues_[tile].size(), 0);
    }
  }
  std::size_t snapshots = 1;
  for (std::size_t day = 0; day < plan.day_count(); ++day) {
    bool extra = false;
    for (std::size_t line = 0; line < plan.line_count(); ++line) extra |= plan.lines.interest_factor[line * plan.day_count() + day] >= 0.0;
    for (const ReliefLoanColumns& loan : option.loans) extra |= loan.dues[day] > 0;
    snapshots += extra;
  }
  extra_days_.assign(snapshots, 0);
  extra_sums_.assign(snapshots * block_lanes, 0);
}

void Settlement::settle(const Tiles& tiles, BlockOutcomes& outcomes) noexcept {
  start(tiles, outcomes);
  if (shifts_tiles_) put_off_and_grant(tiles, outcomes);
  for (std::size_t day = 0; day < plan_.day_count(); ++day) {
    take_in(day, tiles, outcomes);
    std::fill(line_due_.begin(), line_due_.end(), 0);
    if (has_lines_) run_lines(day);
    fall_due(day, tiles);
    pay(day);
    close_day(day, tiles, outcomes);
  }
  for (std::size_t lane = 0; lane < block_lanes; ++lane) {
    outcomes.funding_need[lane] = std::max<Minor>(0, -lowest_free_[lane]);
    for (std::size_t i = 0; i < option_.loans.size(); ++i)
      if (disbursed_[i * block_lanes + lane]) outcomes.owed_after_horizon[lane] += option_.loans[i].owed_after_horizon;
  }
}

void Settlement::start(const Tiles&, BlockOutcomes& outcomes) noexcept {
  for (auto& days : outcomes.first_day) std::fill(days.begin(), days.end(), plan_.horizon_days + 1);
  std::fill(outcomes.lowest_position.begin(), outcomes.lowest_position.end(), std::numeric_limits<Minor>::max());
  std::fill(outcomes.first_unpaid_class.begin(), outcomes.first_unpaid_class.end(), no_class);
  std::fill(outcomes.owed_after_horizon.begin(), outcomes.owed_after_horizon.end(), option_.owed_after_horizon);
  std::fill(outcomes.relief_received.begin(), outcomes.relief_received.end(), 0);
  std::fill(cash_.begin(), cash_.end(), plan_.cash);
  std::fill(free_.begin(), free_.end(), plan_.cash);
  std::fill(lowest_free_.begin(), lowest_free_.end(), std::numeric_limits<Minor>::max());
  for (Lanes* state : {&unpaid_, &loan_extra_}) std::fill(state->begin(), state->end(), 0);
  for (std::size_t line = 0; line < plan_.line_count(); ++line)
    std::fill_n(drawn_.begin() + static_cast<std::ptrdiff_t>(line * block_lanes), block_lanes, plan_.lines.drawn[line]);
  std::fill(drawn_total_.begin(), drawn_total_.end(), drawn_at_start_);
  std::fill(balance_sum_.begin(), balance_sum_.end(), 0);
  std::fill(unpaid_by_class_.begin(), unpaid_by_class_.end(), 0);
  std::fill(disbursed_.begin(), disbursed_.end(), std::uint8_t{0});
  extra_days_[0] = -1;
  std::fill_n(extra_sums_.begin(), block_lanes, 0);
  extra_count_ = 1;
}

/// Applies grants to the day's whole dues of a class, then takes what deferrals put off out of its tile and adds the parts.
void Settlement::put_off_and_grant(const Tiles& tiles, BlockOutcomes& outcomes) noexcept {
  std::fill(granted_.begin(), granted_.end(), 0);
  for (std::size_t tile = 0; tile < random_class_count; ++tile) {
    std::copy(tiles.dues[tile].begin(), tiles.dues[tile].end(), shifted_dues_[tile].begin());
    std::fill(parts_scratch_[tile].begin(), parts_scratch_[tile].end(), 0);
  }
  const std::size_t overdue_row = plan_.day_count() + 1;
  for (const GrantColumns& grant : option_.grant_rules)
    for (int day = std::max(grant.first_day, 0); day <= std::min(grant.last_day, plan_.horizon_days); ++day)
      for (std::size_t lane = 0; lane < block_lanes; ++lane) {
        const auto row = static_cast<std::size_t>(day);
        Minor due = grant.certain[row] + tiles.dues[grant.tile][row * block_lanes + lane];
        if (day == 0) due += tiles.dues[grant.tile][overdue_row * block_lanes + lane];
        granted_[row * block_lanes + lane] += rounded(static_cast<double>(due) * grant.share);
      }
  for (const DeferralColumns& deferral : option_.deferrals) {
    Minor* dues = shifted_dues_[deferral.tile].data();
    Minor* parts = parts_scratch_[deferral.tile].data();
    const auto count = static_cast<Minor>(deferral.part_days.size());
    for (std::size_t lane = 0; lane < block_lanes; ++lane) {
      Minor sum = deferral.certain;
      for (int day = std::max(deferral.first_day, 0); day <= std::min(deferral.last_day, plan_.horizon_days); ++day) {
        sum += dues[static_cast<std::size_t>(day) * block_lanes + lane];
        dues[static_cast<std::size_t>(day) * block_lanes + lane] = 0;
      }
      for (std::size_t k = 0; k < deferral.part_days.size(); ++k) {
        const Minor part = k + 1 < deferral.part_days.size() ? sum / count : sum - (sum / count) * (count - 1);
        const std::int32_t day = deferral.part_days[k];
        if (day > plan_.horizon_days) outcomes.owed_after_horizon[lane] += part;
        else parts[static_cast<std::size_t>(day) * block_lanes + lane] += part;
      }
    }
  }
  for (std::size_t tile = 0; tile < random_class_count; ++tile)
    for (std::size_t i = 0; i < shifted_dues_[tile].size(); ++i) shifted_dues_[tile][i] += parts_scratch_[tile][i];
}

const Minor* Settlement::random_due(std::size_t tile, std::size_t row, const Tiles& tiles) const noexcept {
  const Lanes& dues = shifts_tiles_ ? shifted_dues_[tile] : tiles.dues[tile];
  return dues.data() + row * block_lanes;
}

/// Step 1: receipts, disbursements, grants.
void Settlement::take_in(std::size_t day, const Tiles& tiles, BlockOutcomes& outcomes) noexcept {
  const Minor certain = option_.receipts[day], grants = option_.grants[day];
  const Minor* random = tiles.receipts.data() + day * block_lanes;
  for (std::size_t lane = 0; lane < block_lanes; ++lane) {
    cash_[lane] += certain + random[lane];
    free_[lane] += certain + random[lane];
    outcomes.relief_received[lane] += grants;
  }
  if (shifts_tiles_)
    for (std::size_t lane = 0; lane < block_lanes; ++lane) {
      const Minor granted = granted_[day * block_lanes + lane];
      cash_[lane] += granted;
      free_[lane] += granted;
      outcomes.relief_received[lane] += granted;
    }
  for (std::size_t i = 0; i < option_.loans.size(); ++i) {
    const ReliefLoanColumns& loan = option_.loans[i];
    if (loan.disbursed_day != static_cast<int>(day)) continue;
    for (std::size_t lane = 0; lane < block_lanes; ++lane) {
      const bool approved = uniform_of(tiles.approval_draw[lane]) < loan.approval_probability;
      const bool withheld =
          loan.withheld_after && outcomes.first_day[static_cast<std::size_t>(*loan.withheld_after)][lane] < loan.disbursed_day;
      if (!approved || withheld) continue;
      disbursed_[i * block_lanes + lane] = 1;
      cash_[lane] += loan.disbursed;
      free_[lane] += loan.disbursed;
      outcomes.relief_received[lane] += loan.disbursed;
    }
  }
}

void Settlement::charge_line_interest(std::size_t line, std::size_t day) noexcept {
  const double factor = plan_.lines.interest_factor[line * plan_.day_count() + day];
  if (factor < 0.0) return;
  Minor* sum = balance_sum_.data() + line * block_lanes;
  for (std::size_t lane = 0; lane < block_lanes; ++lane) {
    line_due_[lane] += rounded(static_cast<double>(sum[lane]) * factor);
    sum[lane] = 0;
  }
}

/// Step 2: interest on last night's balances, then cash above the minimum pays them down, dearest first; a line that closes
/// has its balance fall due.
void Settlement::run_lines(std::size_t day) noexcept {
  for (std::size_t line = 0; line < plan_.line_count(); ++line) {
    if (static_cast<int>(day) > plan_.lines.closing_day[line]) continue;
    for (std::size_t lane = 0; lane < block_lanes; ++lane) balance_sum_[line * block_lanes + lane] += drawn_[line * block_lanes + lane];
    charge_line_interest(line, day);
  }
  first_lane_interest_[day] = line_due_[0];
  for (const std::int32_t line : plan_.lines.repayment_order) {
    Minor* drawn = drawn_.data() + static_cast<std::size_t>(line) * block_lanes;
    for (std::size_t lane = 0; lane < block_lanes; ++lane) {
      const Minor repaid = std::max<Minor>(0, std::min(drawn[lane], cash_[lane] - plan_.cash_minimum));
      drawn[lane] -= repaid;
      drawn_total_[lane] -= repaid;
      cash_[lane] -= repaid;
    }
  }
  for (std::size_t line = 0; line < plan_.line_count(); ++line) {
    if (plan_.lines.closing_day[line] != static_cast<int>(day)) continue;
    for (std::size_t lane = 0; lane < block_lanes; ++lane) {
      line_due_[lane] += drawn_[line * block_lanes + lane];
      drawn_total_[lane] -= drawn_[line * block_lanes + lane];
      drawn_[line * block_lanes + lane] = 0;
    }
  }
}

/// Step 3, first half: what falls due that day, all classes but the owner's.
void Settlement::fall_due(std::size_t day, const Tiles& tiles) noexcept {
  std::fill(due_.begin(), due_.end(), option_.creditor_dues[day]);
  for (std::size_t tile = 0; tile < random_class_count; ++tile) {
    if (!plan_.has_random_dues(tile)) continue;
    const Minor* random = random_due(tile, day, tiles);
    const Minor* overdue = random_due(tile, plan_.day_count() + 1, tiles);
    for (std::size_t lane = 0; lane < block_lanes; ++lane) due_[lane] += random[lane] + (day == 0 ? overdue[lane] : 0);
  }
  bool extra = false;
  for (std::size_t i = 0; i < option_.loans.size(); ++i) {
    const Minor due = option_.loans[i].dues[day];
    if (due == 0) continue;
    extra = true;
    for (std::size_t lane = 0; lane < block_lanes; ++lane) {
      const Minor owed = disbursed_[i * block_lanes + lane] ? due : 0;
      due_[lane] += owed;
      loan_extra_[lane] += owed;
    }
  }
  for (std::size_t line = 0; line < plan_.line_count(); ++line) extra |= plan_.lines.interest_factor[line * plan_.day_count() + day] >= 0.0;
  Minor headroom = -drawn_at_start_;
  for (std::size_t line = 0; line < plan_.line_count(); ++line)
    if (static_cast<int>(day) < plan_.lines.closing_day[line]) headroom += plan_.lines.limit[line];
  for (std::size_t lane = 0; lane < block_lanes; ++lane) {
    free_[lane] -= due_[lane];
    lowest_free_[lane] = std::min(lowest_free_[lane], free_[lane] + headroom);
    loan_extra_[lane] += line_due_[lane];
    due_[lane] += line_due_[lane];
  }
  if (extra) keep_loan_extra(day);
}

void Settlement::keep_loan_extra(std::size_t day) noexcept {
  extra_days_[extra_count_] = static_cast<std::int32_t>(day);
  std::copy(loan_extra_.begin(), loan_extra_.end(), extra_sums_.begin() + static_cast<std::ptrdiff_t>(extra_count_ * block_lanes));
  ++extra_count_;
}

/// Step 3, second half: everything unpaid and due, from cash, then from undrawn lines, cheapest first.
void Settlement::pay(std::size_t day) noexcept {
  for (std::size_t lane = 0; lane < block_lanes; ++lane) {
    const Minor owed = unpaid_[lane] + due_[lane];
    const Minor paid = std::min(owed, cash_[lane]);
    cash_[lane] -= paid;
    remaining_[lane] = owed - paid;
  }
  for (std::size_t line = 0; line < plan_.line_count(); ++line) {
    if (static_cast<int>(day) >= plan_.lines.closing_day[line]) continue;
    const Minor limit = plan_.lines.limit[line];
    Minor* drawn = drawn_.data() + line * block_lanes;
    for (std::size_t lane = 0; lane < block_lanes; ++lane) {
      const Minor taken = std::min(remaining_[lane], limit - drawn[lane]);
      drawn[lane] += taken;
      drawn_total_[lane] += taken;
      remaining_[lane] -= taken;
    }
  }
}

/// Divides what could be paid among the classes, in order. Requires: something was or stays unpaid.
void Settlement::pay_by_class(std::size_t day, std::size_t lane, const Tiles& tiles, BlockOutcomes& outcomes) noexcept {
  Minor available = unpaid_[lane] + due_[lane] - remaining_[lane];
  const bool first_time = outcomes.first_unpaid_class[lane] == no_class;
  for (const std::uint8_t payment_class : plan_.class_order) {
    Minor& unpaid = unpaid_by_class_[payment_class * block_lanes + lane];
    unpaid += option_.dues[payment_class][day];
    for (std::size_t tile = 0; tile < random_class_count; ++tile) {
      if (static_cast<std::uint8_t>(random_classes[tile]) != payment_class || !plan_.has_random_dues(tile)) continue;
      unpaid += random_due(tile, day, tiles)[lane];
      if (day == 0) unpaid += random_due(tile, plan_.day_count() + 1, tiles)[lane];
    }
    if (payment_class == loan_class) {
      unpaid += line_due_[lane];
      for (std::size_t i = 0; i < option_.loans.size(); ++i)
        if (disbursed_[i * block_lanes + lane]) unpaid += option_.loans[i].dues[day];
    }
    const Minor paid = std::min(unpaid, available);
    available -= paid;
    unpaid -= paid;
    if (unpaid > 0 && first_time && outcomes.first_unpaid_class[lane] == no_class) outcomes.first_unpaid_class[lane] = payment_class;
  }
}

/// The owner is paid out of cash above the minimum, or goes without.
void Settlement::pay_owner(std::size_t day) noexcept {
  const Minor due = option_.dues[owner_class][day];
  if (due == 0) return;
  for (std::size_t lane = 0; lane < block_lanes; ++lane) cash_[lane] -= std::min(due, std::max<Minor>(0, cash_[lane] - plan_.cash_minimum));
}

/// Loan dues with a real day up to `day`, on the path of this lane.
Minor Settlement::loan_due_before(int day, std::size_t lane) const noexcept {
  std::size_t snapshot = extra_count_ - 1;
  while (extra_days_[snapshot] > day && snapshot > 0) --snapshot;
  return option_.loan_dues_by_age[static_cast<std::size_t>(day + age_days_max)] + extra_sums_[snapshot * block_lanes + lane];
}

/// Step 4 and the events at the end of the day.
void Settlement::close_day(std::size_t day, const Tiles& tiles, BlockOutcomes& outcomes) noexcept {
  for (std::size_t lane = 0; lane < block_lanes; ++lane) {
    if (remaining_[lane] > 0) pay_by_class(day, lane, tiles, outcomes);
    else if (unpaid_[lane] > 0)
      for (std::size_t i = 0; i < creditor_class_count; ++i) unpaid_by_class_[i * block_lanes + lane] = 0;
    unpaid_[lane] = remaining_[lane];
  }
  pay_owner(day);
  first_lane_drawn_[day] = drawn_total_[0];
  const auto first = [&outcomes](Event event) -> AlignedVector<std::int32_t>& {
    return outcomes.first_day[static_cast<std::size_t>(event)];
  };
  const auto unpaid = [this](PaymentClass payment_class, std::size_t lane) {
    return unpaid_by_class_[static_cast<std::size_t>(payment_class) * block_lanes + lane];
  };
  const std::int32_t sample = sample_of_day_[day];
  for (std::size_t lane = 0; lane < block_lanes; ++lane) {
    const Minor cash = cash_[lane] - drawn_total_[lane], position = cash - unpaid_[lane];
    outcomes.lowest_position[lane] = std::min(outcomes.lowest_position[lane], position);
    note(first(Event::below_minimum), lane, day, position < plan_.cash_minimum);
    note(first(Event::line_drawn), lane, day, drawn_total_[lane] > drawn_at_start_);
    if (sample >= 0) {
      outcomes.cash[static_cast<std::size_t>(sample) * block_lanes + lane] = cash;
      outcomes.position[static_cast<std::size_t>(sample) * block_lanes + lane] = position;
    }
    if (unpaid_[lane] == 0) continue;
    note(first(Event::illiquid), lane, day, true);
    const Minor wages = unpaid(PaymentClass::wages, lane), loan = unpaid(PaymentClass::loan, lane);
    note(first(Event::wages_missed), lane, day, wages > 0);
    note(first(Event::critical_missed), lane, day, wages > 0 || loan > 0 || unpaid(PaymentClass::tax, lane) > 0);
    if (loan == 0) continue;
    const auto today = static_cast<int>(day);
    const Minor paid = loan_due_before(today, lane) - loan;
    note(first(Event::loan_30dpd), lane, day, paid < loan_due_before(today - 30, lane));
    note(first(Event::loan_90dpd), lane, day, paid < loan_due_before(today - 90, lane));
  }
}

}  // namespace headroom
