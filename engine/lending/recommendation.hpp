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

/// Whether a smaller loan may be worth a look: something other than concentration stands against this one.
bool may_lend_less(const std::vector<RuleOutcome>& rules);

/// Amounts from 0 to `most`: 0, a step, two steps ...
struct CandidateAmounts {
  Minor step = 1, most = 0;

  std::int64_t count() const { return most / step; }  ///< of steps: the last candidate
};

/// The step is the smallest of 1, 2, 5 x 10^k major units that needs at most 1,000 steps.
CandidateAmounts candidate_amounts(Minor most, int decimals);

/// For each of some amounts, whether no rule is met.
using MeetsNoRule = std::function<std::vector<bool>(const std::vector<Minor>& amounts)>;

/// The largest amount above 0 and below the one asked for at which no rule is met: the highest of 21 evenly spread
/// candidates, then bisection up to the next. Nothing where none of them does. Source: docs/size.md.
std::optional<Minor> largest_acceptable(const CandidateAmounts& candidates, const MeetsNoRule& meets);

}  // namespace headroom
