#include "engine/measures/tally.hpp"

#include <algorithm>
#include <cmath>

#include "engine/measures/statistics.hpp"

namespace headroom {

namespace {

void add_counts(std::vector<std::uint64_t>& to, const std::vector<std::uint64_t>& from) {
  for (std::size_t i = 0; i < to.size(); ++i) to[i] += from[i];
}

/// The spread of each kept day; raises `resolution` to the coarsest of what is shown.
std::vector<DaySpread> spreads(const AmountTally& fan, std::size_t first_row, const std::vector<std::int32_t>& days,
                               Minor& resolution) {
  std::vector<DaySpread> rows;
  for (std::size_t i = 0; i < days.size(); ++i) {
    const std::vector<RankedAmount> at = fan.quantiles(first_row + i, {0.05, 0.25, 0.5, 0.75, 0.95});
    rows.push_back(
        {days[i], at[0].amount, at[1].amount, at[2].amount, at[3].amount, at[4].amount, fan.mean(first_row + i)});
    for (const RankedAmount& shown : at) resolution = std::max(resolution, shown.resolution);
  }
  return rows;
}

MoneyQuantile shown_quantile(const Histogram& amounts, double p, Minor& resolution) {
  resolution = std::max(resolution, amounts.quantile(p).resolution);
  return amounts.quantile_with_error(p);
}

}  // namespace

Tally::Tally(const Plan& plan, const std::vector<AmountLayout>& layouts, Event default_event)
    : default_event_(default_event),
      fan_({layouts.begin(), layouts.end() - 2}),
      fan_amounts_(layouts.size() - 2),
      lowest_position_(layouts.end()[-2].lowest, layouts.end()[-2].highest),
      funding_need_(layouts.back().lowest, layouts.back().highest),
      late_(plan.suppliers, plan.horizon_days) {
  for (auto& counts : by_day_) counts.assign(plan.day_count() + 1, 0);
  for (auto& counts : first_unpaid_) counts.assign(plan.day_count(), 0);
}

void Tally::add(const BlockOutcomes& outcomes, const BlockOutcomes& base, int active) {
  paths_ += static_cast<std::uint64_t>(active);
  add_days(outcomes, active);
  add_effects(outcomes, base, active);
  const std::size_t samples = fan_amounts_.size() / 2;
  for (std::size_t i = 0; i < samples; ++i) {
    fan_amounts_[i] = outcomes.cash.data() + i * block_lanes;
    fan_amounts_[samples + i] = outcomes.position.data() + i * block_lanes;
  }
  fan_.add(fan_amounts_, active);
  Minor owed = 0, in_arrears = 0, received = 0, forgiven = 0, forgiven_later = 0;
  for (std::size_t lane = 0; lane < static_cast<std::size_t>(active); ++lane) {
    lowest_position_.add(outcomes.lowest_position[lane]);
    funding_need_.add(outcomes.funding_need[lane]);
    owed += outcomes.owed_after_horizon[lane];
    in_arrears += outcomes.owed_in_arrears[lane];
    received += outcomes.relief_received[lane];
    forgiven += outcomes.forgiven[lane];
    forgiven_later += outcomes.forgiven_after_horizon[lane];
  }
  owed_ += owed;
  in_arrears_ += in_arrears;
  received_ += received;
  late_.add(outcomes.late, active);
  forgiven_ += forgiven;
  forgiven_later_ += forgiven_later;
}

void Tally::add_days(const BlockOutcomes& outcomes, int active) noexcept {
  const auto censored = static_cast<std::int32_t>(by_day_[0].size()) - 1;
  for (std::size_t event = 0; event < event_count; ++event) {
    std::vector<std::uint64_t>& counts = by_day_[event];
    const std::int32_t* days = outcomes.first_day[event].data();
    std::array<std::int32_t, block_lanes> happened;  // without a branch that no one can foresee
    std::size_t count = 0;
    for (int lane = 0; lane < active; ++lane) {
      happened[count] = days[lane];
      count += days[lane] != censored;
    }
    counts.back() += static_cast<std::uint64_t>(active) - count;
    for (std::size_t i = 0; i < count; ++i) ++counts[static_cast<std::size_t>(happened[i])];
  }
  const auto& illiquid_days = outcomes.first_day[index_of(Event::illiquid)];
  for (std::size_t lane = 0; lane < static_cast<std::size_t>(active); ++lane)
    if (outcomes.first_unpaid_class[lane] != no_class)
      ++first_unpaid_[outcomes.first_unpaid_class[lane]][static_cast<std::size_t>(illiquid_days[lane])];
}

void Tally::add_effects(const BlockOutcomes& outcomes, const BlockOutcomes& base, int active) noexcept {
  const std::int32_t* days = outcomes.first_day[index_of(default_event_)].data();
  const std::int32_t* base_days = base.first_day[index_of(default_event_)].data();
  const auto never = static_cast<std::int32_t>(by_day_[0].size()) - 1;
  for (int lane = 0; lane < active; ++lane)
    ++effects_[static_cast<std::size_t>(relief_effect(days[lane], base_days[lane], never))];
}

void Tally::merge(const Tally& other) {
  paths_ += other.paths_;
  for (std::size_t i = 0; i < event_count; ++i) add_counts(by_day_[i], other.by_day_[i]);
  for (std::size_t i = 0; i < creditor_class_count; ++i) add_counts(first_unpaid_[i], other.first_unpaid_[i]);
  fan_.merge(other.fan_);
  lowest_position_.merge(other.lowest_position_);
  funding_need_.merge(other.funding_need_);
  for (std::size_t i = 0; i < effects_.size(); ++i) effects_[i] += other.effects_[i];
  owed_ += other.owed_;
  in_arrears_ += other.in_arrears_;
  received_ += other.received_;
  late_.merge(other.late_);
  forgiven_ += other.forgiven_;
  forgiven_later_ += other.forgiven_later_;
}

OptionResult Tally::result(const Plan& plan, const OptionPlan& option, const std::vector<std::int32_t>& samples) const {
  OptionResult result;
  result.paths = paths_;
  result.possible = option.possible;
  const auto horizon = static_cast<std::size_t>(plan.horizon_days);
  for (std::size_t event = 0; event < event_count; ++event)
    if (option.possible[event]) result.events[event] = proportion(paths_ - by_day_[event][horizon + 1], paths_);
  result.by_day.resize(plan.day_count());
  if (option.possible[index_of(default_event_)]) {
    const auto& counts = by_day_[index_of(default_event_)];
    std::uint64_t defaults = 0;
    for (std::size_t day = 0; day <= horizon; ++day) result.by_day[day] = proportion(defaults += counts[day], paths_);
    result.default_probability = result.by_day[horizon];
    result.default_ci95 = wilson_interval(defaults, paths_);
    const std::vector<std::uint64_t> to_horizon(counts.begin(), counts.end() - 1);
    const auto quantile = [&](double p) { return day_quantile(to_horizon, paths_, p); };
    result.runway = {quantile(0.05), quantile(0.25), quantile(0.5), quantile(0.75), quantile(0.95), {}, {}};
    result.runway.censored_share = proportion(paths_ - defaults, paths_).value;
  }
  Minor resolution = 0;
  result.cash = spreads(fan_, 0, samples, resolution);
  result.position = spreads(fan_, samples.size(), samples, resolution);
  const auto lowest = [&](double p) { return shown_quantile(lowest_position_.amounts(), p, resolution); };
  const auto need = [&](double p) { return shown_quantile(funding_need_, p, resolution); };
  result.lowest_position = {lowest(0.01), lowest(0.05), lowest(0.5), lowest_position_.mean_of_lowest(0.05)};
  result.funding_need = {need(0.5), need(0.9), need(0.95), need(0.99)};
  result.money_resolution = static_cast<double>(resolution);
  std::uint64_t most = 0;
  const std::uint64_t illiquid = paths_ - by_day_[index_of(Event::illiquid)][horizon + 1];
  for (std::size_t day = 0; day <= horizon; ++day)
    for (std::size_t i = 0; i < creditor_class_count; ++i) {
      if (first_unpaid_[i][day] <= most) continue;
      most = first_unpaid_[i][day];
      result.first_failure = {static_cast<int>(day), static_cast<PaymentClass>(i), proportion(most, illiquid).value};
    }
  result.late = late_.result(plan.suppliers.terms, paths_);
  const auto mean = [this](Wide sum) { return static_cast<double>(sum) / static_cast<double>(paths_); };
  result.relief_received = mean(received_);
  result.forgiven = mean(forgiven_);
  result.forgiven_after_horizon = mean(forgiven_later_);
  return result;
}

Change Tally::change() const {
  const double n = static_cast<double>(paths_);
  const auto share = [this, n](ReliefEffect effect) {
    return static_cast<double>(effects_[static_cast<std::size_t>(effect)]) / n;
  };
  const double saved = share(ReliefEffect::saved), only_with = share(ReliefEffect::only_with_relief);
  const double difference = only_with - saved;
  const double variance = only_with + saved - difference * difference;  // of one path's paired difference
  const std::uint64_t harmed = effects_[static_cast<std::size_t>(ReliefEffect::earlier)] +
                               effects_[static_cast<std::size_t>(ReliefEffect::only_with_relief)];
  return {{difference, std::sqrt(std::max(0.0, variance) / n)},
          share(ReliefEffect::survives_anyway),
          saved,
          share(ReliefEffect::delayed),
          share(ReliefEffect::fails_anyway),
          static_cast<double>(harmed) / n};
}

double Tally::owed_in_arrears() const { return static_cast<double>(in_arrears_) / static_cast<double>(paths_); }

double Tally::owed_after_horizon() const { return static_cast<double>(owed_) / static_cast<double>(paths_); }

}  // namespace headroom
