#include "engine/tally.hpp"

#include <algorithm>
#include <cmath>

namespace headroom {

namespace {

std::size_t index_of(Event event) { return static_cast<std::size_t>(event); }

/// Calls `visit(row, amount)` for everything that histograms keep of one lane.
template <class Visit>
void each_amount(const BlockOutcomes& outcomes, int lane, Visit&& visit) {
  const auto at = static_cast<std::size_t>(lane);
  const std::size_t samples = outcomes.cash.size() / block_lanes;
  for (std::size_t i = 0; i < samples; ++i) visit(i, outcomes.cash[i * block_lanes + at]);
  for (std::size_t i = 0; i < samples; ++i) visit(samples + i, outcomes.position[i * block_lanes + at]);
  visit(2 * samples, outcomes.lowest_position[at]);
  visit(2 * samples + 1, outcomes.funding_need[at]);
}

void add_counts(std::vector<std::uint64_t>& to, const std::vector<std::uint64_t>& from) {
  for (std::size_t i = 0; i < to.size(); ++i) to[i] += from[i];
}

std::vector<DaySpread> spreads(const Histogram* histograms, const std::vector<std::int32_t>& days) {
  std::vector<DaySpread> rows;
  for (std::size_t i = 0; i < days.size(); ++i) {
    const Histogram& amounts = histograms[i];
    rows.push_back({days[i], amounts.quantile(0.05), amounts.quantile(0.25), amounts.quantile(0.5), amounts.quantile(0.75),
                    amounts.quantile(0.95), amounts.mean()});
  }
  return rows;
}

}  // namespace

Bounds::Bounds(std::size_t sample_count)
    : lowest(2 * sample_count + 2, std::numeric_limits<Minor>::max()), highest(2 * sample_count + 2, std::numeric_limits<Minor>::min()) {}

void Bounds::include(const BlockOutcomes& outcomes, int active) {
  for (int lane = 0; lane < active; ++lane)
    each_amount(outcomes, lane, [this](std::size_t row, Minor amount) {
      lowest[row] = std::min(lowest[row], amount);
      highest[row] = std::max(highest[row], amount);
    });
}

void Bounds::include(const Bounds& other) {
  for (std::size_t row = 0; row < lowest.size(); ++row) {
    lowest[row] = std::min(lowest[row], other.lowest[row]);
    highest[row] = std::max(highest[row], other.highest[row]);
  }
}

Tally::Tally(const Plan& plan, const Bounds& bounds, Event default_event) : default_event_(default_event) {
  for (auto& counts : by_day_) counts.assign(plan.day_count() + 1, 0);
  for (auto& counts : first_unpaid_) counts.assign(plan.day_count(), 0);
  for (std::size_t i = 0; i < bounds.lowest.size(); ++i) {
    const Minor margin = (bounds.highest[i] - bounds.lowest[i]) / 10;  // later paths go a little further than the first ones
    histograms_.emplace_back(bounds.lowest[i] - margin, bounds.highest[i] + margin);
  }
}

void Tally::add(const BlockOutcomes& outcomes, const BlockOutcomes& base, int active) {
  const auto& days = outcomes.first_day[index_of(default_event_)];
  const auto& base_days = base.first_day[index_of(default_event_)];
  const auto& illiquid_days = outcomes.first_day[index_of(Event::illiquid)];
  const auto censored = static_cast<std::int32_t>(by_day_[0].size()) - 1;
  for (int i = 0; i < active; ++i) {
    const auto lane = static_cast<std::size_t>(i);
    for (std::size_t event = 0; event < event_count; ++event) ++by_day_[event][static_cast<std::size_t>(outcomes.first_day[event][lane])];
    if (outcomes.first_unpaid_class[lane] != no_class)
      ++first_unpaid_[outcomes.first_unpaid_class[lane]][static_cast<std::size_t>(illiquid_days[lane])];
    each_amount(outcomes, i, [this](std::size_t row, Minor amount) { histograms_[row].add(amount); });
    const std::int32_t day = days[lane], base_day = base_days[lane];
    if (base_day == censored) ++(day == censored ? survives_ : only_with_);
    else ++(day == censored ? saved_ : day > base_day ? delayed_ : day == base_day ? fails_ : earlier_);
    owed_ += outcomes.owed_after_horizon[lane];
    received_ += outcomes.relief_received[lane];
  }
  paths_ += static_cast<std::uint64_t>(active);
}

void Tally::merge(const Tally& other) {
  paths_ += other.paths_;
  for (std::size_t i = 0; i < event_count; ++i) add_counts(by_day_[i], other.by_day_[i]);
  for (std::size_t i = 0; i < creditor_class_count; ++i) add_counts(first_unpaid_[i], other.first_unpaid_[i]);
  for (std::size_t i = 0; i < histograms_.size(); ++i) histograms_[i].merge(other.histograms_[i]);
  survives_ += other.survives_;
  saved_ += other.saved_;
  delayed_ += other.delayed_;
  fails_ += other.fails_;
  earlier_ += other.earlier_;
  only_with_ += other.only_with_;
  owed_ += other.owed_;
  received_ += other.received_;
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
  const std::size_t n = samples.size();
  result.cash = spreads(histograms_.data(), samples);
  result.position = spreads(histograms_.data() + n, samples);
  const Histogram &lowest = histograms_[2 * n], &need = histograms_[2 * n + 1];
  result.lowest_position = {lowest.quantile_with_error(0.01), lowest.quantile_with_error(0.05), lowest.quantile_with_error(0.5),
                            lowest.mean_of_lowest(0.05)};
  result.funding_need = {need.quantile_with_error(0.5), need.quantile_with_error(0.9), need.quantile_with_error(0.95),
                         need.quantile_with_error(0.99)};
  for (const Histogram& histogram : histograms_)
    result.money_resolution = std::max(result.money_resolution, static_cast<double>(histogram.resolution()));
  std::uint64_t most = 0;
  const std::uint64_t illiquid = paths_ - by_day_[index_of(Event::illiquid)][horizon + 1];
  for (std::size_t day = 0; day <= horizon; ++day)
    for (std::size_t i = 0; i < creditor_class_count; ++i) {
      if (first_unpaid_[i][day] <= most) continue;
      most = first_unpaid_[i][day];
      result.first_failure = {static_cast<int>(day), static_cast<PaymentClass>(i), "", proportion(most, illiquid).value};
    }
  result.relief_received = static_cast<double>(received_) / static_cast<double>(paths_);
  return result;
}

Change Tally::change() const {
  const double n = static_cast<double>(paths_);
  const auto share = [n](std::uint64_t count) { return static_cast<double>(count) / n; };
  const double difference = share(only_with_) - share(saved_);
  const double variance = share(only_with_) + share(saved_) - difference * difference;  // of one path's paired difference
  return {{difference, std::sqrt(std::max(0.0, variance) / n)},
          share(survives_),
          share(saved_),
          share(delayed_),
          share(fails_),
          share(earlier_ + only_with_)};
}

double Tally::owed_after_horizon() const { return static_cast<double>(owed_) / static_cast<double>(paths_); }

}  // namespace headroom
