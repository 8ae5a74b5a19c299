#include "engine/lending/recommendation.hpp"

#include <algorithm>
#include <map>

#include "engine/questions/grid_search.hpp"

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
  const auto stays = [](const RuleOutcome& outcome) {  // whatever is lent
    return outcome.rule.of == RuleOf::concentration || outcome.rule.of == RuleOf::pd_12m_without;
  };
  bool any = false;
  for (const RuleOutcome& outcome : rules) {
    if (!outcome.is_met()) continue;
    if (stays(outcome)) return false;
    any = true;
  }
  return any;
}

std::optional<Minor> largest_acceptable(Minor asked, Minor step, const MeetsNoRule& meets) {
  std::vector<std::int64_t> points = spread_points(asked / step);
  std::erase_if(points, [&](std::int64_t point) { return point == 0 || point * step >= asked; });
  std::vector<Minor> amounts;
  for (const std::int64_t point : points) amounts.push_back(point * step);
  if (amounts.empty()) return std::nullopt;
  std::map<std::int64_t, bool> known;
  const std::vector<bool> met = meets(amounts);
  for (std::size_t i = 0; i < points.size(); ++i) known[points[i]] = met[i];
  auto turn = highest_turn(points, [&](std::int64_t point) { return known[point]; });
  if (!turn) return std::nullopt;
  if (turn->with == points.back()) turn->without = (asked + step - 1) / step;  // what was asked for, which misses
  while (const auto next = turn->next()) turn->take(*next, meets({*next * step})[0]);
  return turn->with * step;
}

}  // namespace headroom
