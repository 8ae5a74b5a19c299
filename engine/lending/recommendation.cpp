#include "engine/lending/recommendation.hpp"

#include <algorithm>
#include <cmath>

namespace headroom {

std::vector<RuleOutcome> held_against(const LendingPolicy& policy, const RuleValues& values) {
  std::vector<RuleOutcome> outcomes;
  for (const bool declines : {true, false})
    for (const LendingRule& rule : declines ? policy.decline : policy.refer)
      outcomes.push_back({declines, rule, values[static_cast<std::size_t>(rule.of)]});
  return outcomes;
}

std::optional<std::size_t> deciding_rule(const std::vector<RuleOutcome>& rules) {
  for (std::size_t i = 0; i < rules.size(); ++i)
    if (rules[i].is_met()) return i;  // those that decline come first
  return std::nullopt;
}

bool may_lend_less(const std::vector<RuleOutcome>& rules) {
  return std::any_of(rules.begin(), rules.end(), [](const RuleOutcome& outcome) {
    return outcome.is_met() && outcome.rule.of != RuleOf::concentration;
  });
}

CandidateAmounts candidate_amounts(Minor most, int decimals) {
  constexpr Minor steps_max = 1000;
  Minor unit = 1;
  for (int i = 0; i < decimals; ++i) unit *= 10;
  for (Minor power = unit;; power *= 10)
    for (const Minor step : {power, 2 * power, 5 * power})
      if (most <= steps_max * step) return {step, most};
}

std::optional<Minor> largest_acceptable(const CandidateAmounts& candidates, const MeetsNoRule& meets) {
  constexpr std::int64_t spread = 20;
  const std::int64_t n = candidates.count();
  const auto is_asked = [&](std::int64_t k) { return k * candidates.step >= candidates.most; };
  std::vector<std::int64_t> places;
  for (std::int64_t i = 0; i <= spread; ++i) {
    const auto place = static_cast<std::int64_t>(
        std::llround(static_cast<double>(i) * static_cast<double>(n) / static_cast<double>(spread)));
    if (places.empty() || places.back() != place) places.push_back(place);
  }
  std::erase_if(places, [&](std::int64_t place) { return place == 0 || is_asked(place); });
  std::vector<Minor> amounts;
  for (const std::int64_t place : places) amounts.push_back(place * candidates.step);
  if (amounts.empty()) return std::nullopt;
  const std::vector<bool> met = meets(amounts);
  const auto last = std::find(met.rbegin(), met.rend(), true);
  if (last == met.rend()) return std::nullopt;
  const auto found = static_cast<std::size_t>(met.rend() - last) - 1;
  std::int64_t low = places[found];
  // The next candidate above misses: another one that was tried, or the amount that was asked for.
  std::int64_t high =
      found + 1 < places.size() ? places[found + 1] : (candidates.most + candidates.step - 1) / candidates.step;
  while (high - low > 1) {
    const std::int64_t middle = low + (high - low) / 2;
    (meets({middle * candidates.step})[0] ? low : high) = middle;
  }
  return low * candidates.step;
}

}  // namespace headroom
