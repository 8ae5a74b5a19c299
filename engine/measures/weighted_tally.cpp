#include "engine/measures/weighted_tally.hpp"

#include <algorithm>
#include <cmath>

namespace headroom {

namespace {

constexpr double unit = static_cast<double>(unit_weight);

template <class Number>
void add_all(std::vector<Number>& to, const std::vector<Number>& from) {
  for (std::size_t i = 0; i < to.size(); ++i) to[i] += from[i];
}

template <class Rows>
void add_rows(Rows& to, const Rows& from) {
  for (std::size_t row = 0; row < to.size(); ++row)
    for (std::size_t i = 0; i < to[row].size(); ++i) to[row][i] += from[row][i];
}

}  // namespace

FixedWeight fixed_weight(double weight) { return static_cast<FixedWeight>(weight * unit + 0.5); }

void ReplicateMean::add(double value) noexcept {
  ++count_;
  sum_ += value;
  squares_ += value * value;
}

double ReplicateMean::mean() const { return count_ == 0 ? 0.0 : sum_ / static_cast<double>(count_); }

double ReplicateMean::variance() const {
  const double n = static_cast<double>(count_);
  return std::max(0.0, (squares_ - sum_ * sum_ / n) / (n - 1.0));
}

Estimate ReplicateMean::estimate() const { return {mean(), std::sqrt(variance() / static_cast<double>(count_))}; }

WeightedTally::WeightedTally(int horizon_days, Event default_event)
    : default_event_(default_event),
      day_count_(static_cast<std::size_t>(horizon_days) + 2),
      by_day_(replicates_max * day_count_),
      events_(replicates_max),
      effects_(replicates_max),
      first_unpaid_((day_count_ - 1) * creditor_class_count) {
  clear();
}

void WeightedTally::clear() {
  std::fill(by_day_.begin(), by_day_.end(), 0);
  for (auto& row : events_) row.fill(0);
  for (auto& row : effects_) row.fill(0);
  std::fill(first_unpaid_.begin(), first_unpaid_.end(), 0);
  defaults_ = 0;
  largest_ = largest_survivor_ = 0;
}

void WeightedTally::add(std::size_t replicate, const BlockOutcomes& outcomes, const BlockOutcomes& base,
                        const FixedWeight* weights) {
  const auto& days = outcomes.first_day[static_cast<std::size_t>(default_event_)];
  const auto& base_days = base.first_day[static_cast<std::size_t>(default_event_)];
  const auto& illiquid_days = outcomes.first_day[static_cast<std::size_t>(Event::illiquid)];
  const auto never = static_cast<std::int32_t>(day_count_) - 1;
  Wide* by_day = by_day_.data() + replicate * day_count_;
  for (std::size_t event = 0; event < event_count; ++event)
    for (std::size_t lane = 0; lane < block_lanes; ++lane)
      if (outcomes.first_day[event][lane] < never) events_[replicate][event] += weights[lane];
  for (std::size_t lane = 0; lane < block_lanes; ++lane) {
    const std::int32_t day = days[lane], base_day = base_days[lane];
    by_day[day] += weights[lane];
    if (day < never) {
      ++defaults_;
      largest_ = std::max(largest_, weights[lane]);
    } else {
      largest_survivor_ = std::max(largest_survivor_, weights[lane]);
    }
    if (outcomes.first_unpaid_class[lane] != no_class)
      first_unpaid_[static_cast<std::size_t>(illiquid_days[lane]) * creditor_class_count +
                    outcomes.first_unpaid_class[lane]] += weights[lane];
    effects_[replicate][static_cast<std::size_t>(relief_effect(day, base_day, never))] += weights[lane];
  }
}

void WeightedTally::merge(const WeightedTally& other) {
  add_all(by_day_, other.by_day_);
  add_rows(events_, other.events_);
  add_rows(effects_, other.effects_);
  add_all(first_unpaid_, other.first_unpaid_);
  defaults_ += other.defaults_;
  largest_ = std::max(largest_, other.largest_);
  largest_survivor_ = std::max(largest_survivor_, other.largest_survivor_);
}

ReplicateEstimates::ReplicateEstimates(int horizon_days)
    : by_day_(static_cast<std::size_t>(horizon_days) + 1), first_unpaid_(by_day_.size() * creditor_class_count, 0.0) {}

void ReplicateEstimates::fold(const WeightedTally& tally, std::size_t replicates, std::uint64_t points) {
  const double paths = static_cast<double>(points);
  const auto share = [paths](WeightedTally::Wide sum) { return static_cast<double>(sum) / unit / paths; };
  for (std::size_t replicate = 0; replicate < replicates; ++replicate) {
    WeightedTally::Wide defaults = 0;
    for (std::size_t day = 0; day < by_day_.size(); ++day)
      by_day_[day].add(share(defaults += tally.by_day_[replicate * tally.day_count_ + day]));
    weight_ += static_cast<double>(defaults) / unit;
    survivor_weight_ += static_cast<double>(tally.by_day_[replicate * tally.day_count_ + by_day_.size()]) / unit;
    for (std::size_t event = 0; event < event_count; ++event)
      events_[event].add(share(tally.events_[replicate][event]));
    const auto effect = [&](ReliefEffect which) { return tally.effects_[replicate][static_cast<std::size_t>(which)]; };
    saved_.add(share(effect(ReliefEffect::saved)));
    delayed_.add(share(effect(ReliefEffect::delayed)));
    fails_.add(share(effect(ReliefEffect::fails_anyway)));
    harmed_.add(share(effect(ReliefEffect::earlier) + effect(ReliefEffect::only_with_relief)));
    difference_.add(share(effect(ReliefEffect::only_with_relief)) - share(effect(ReliefEffect::saved)));
  }
  for (std::size_t i = 0; i < first_unpaid_.size(); ++i) first_unpaid_[i] += share(tally.first_unpaid_[i]);
  defaults_ += tally.defaults_;
  largest_ = std::max(largest_, static_cast<double>(tally.largest_) / unit);
  largest_survivor_ = std::max(largest_survivor_, static_cast<double>(tally.largest_survivor_) / unit);
}

double ReplicateEstimates::largest_share() const {
  if (weight_ <= 0.0 || survivor_weight_ <= 0.0) return 1.0;
  return std::max(largest_ / weight_, largest_survivor_ / survivor_weight_);
}

Change ReplicateEstimates::change() const {
  const Estimate saved = saved_.estimate(), delayed = delayed_.estimate(), fails = fails_.estimate(),
                 harmed = harmed_.estimate();
  Change change;
  change.default_probability = difference_.estimate();
  change.saved = saved.value;
  change.delayed = delayed.value;
  change.fails_anyway = fails.value;
  change.harmed = harmed.value;
  change.survives_anyway = 1.0 - (change.saved + change.delayed + change.fails_anyway + change.harmed);
  change.errors = {saved.standard_error, delayed.standard_error, fails.standard_error, harmed.standard_error};
  return change;
}

std::optional<FirstFailure> ReplicateEstimates::first_failure() const {
  const auto most = std::max_element(first_unpaid_.begin(), first_unpaid_.end());
  if (most == first_unpaid_.end() || *most <= 0.0) return std::nullopt;
  const auto place = static_cast<std::size_t>(most - first_unpaid_.begin());
  double all = 0.0;
  for (const double share : first_unpaid_) all += share;
  return FirstFailure{static_cast<int>(place / creditor_class_count),
                      static_cast<PaymentClass>(place % creditor_class_count), *most / all};
}

}  // namespace headroom
