// Holds figures against a policy's rules, and decides.
#pragma once

#include <array>
#include <functional>
#include <optional>
#include <vector>

#include "engine/lending/assessment.hpp"

namespace headroom {

/// What the rules look at, by `RuleOf`.
using RuleValues = std::array<Figure<double>, rule_count>;

/// Every rule of a policy with its value: those that decline, then those that refer.
std::vector<RuleOutcome> held_against(const LendingPolicy& policy, const RuleValues& values);

/// The first rule that is met and declines, else the first that is met; nothing where none is.
std::optional<std::size_t> deciding_rule(const std::vector<RuleOutcome>& rules);

/// Whether a smaller loan may be worth a look: a rule is met, and none of those that are would be met whatever is lent
/// (concentration, the probability without the relief).
bool may_lend_less(const std::vector<RuleOutcome>& rules);

/// For each of some amounts, whether no rule is met.
using MeetsNoRule = std::function<std::vector<bool>(const std::vector<Minor>& amounts)>;

/// The largest multiple of `step` above 0 and below the amount asked for at which no rule is met: the highest of 21
/// evenly spread candidates, then bisection up to the next. Nothing where none of them does. Source: docs/size.md.
std::optional<Minor> largest_acceptable(Minor asked, Minor step, const MeetsNoRule& meets);

}  // namespace headroom
