#include "engine/lending/sensitivity.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include "engine/questions/levers.hpp"
#include "engine/questions/played_cases.hpp"

namespace headroom {

namespace {

constexpr std::size_t named_max = 5;

/// As `drivers` calls it: `sales`, `fixed_cost.wages`, `largest_customer`.
std::string name_of(const Lever& lever) {
  if (lever.is_largest_customer) return "largest_customer";
  std::string name(headroom::name_of(lever.of));
  if (lever.payment_class) name.append(".").append(headroom::name_of(*lever.payment_class));
  return name;
}

/// A lever's side, by its place among the cases that are played; -1: it changes nothing, or there is none.
struct PlayedSides {
  std::string lever;
  int low = -1, high = -1;
};

}  // namespace

std::vector<Sensitivity> most_sensitive(const Ledger& ledger, const Relief& terms, SimulationSettings settings) {
  settings.paths = std::min(settings.paths, sensitivity_paths_max);
  settings.progress = {};
  const Scenario as_written;
  const std::vector<const Relief*> option = {&terms};
  std::vector<PlannedScenario> planned = {plan_case({&ledger, as_written, option}, settings)};
  if (!planned[0].is_random()) return {};
  std::vector<PlayedSides> sides;
  const std::vector<LeverSteps> levers = levers_of(ledger);
  planned.reserve(1 + 2 * levers.size());
  const auto add = [&](const Lever& lever, const LeverChange& change) {
    PlannedScenario moved = plan_case({&ledger, with_lever(as_written, lever, change), option}, settings);
    if (are_played_alike(planned[0], moved)) return -1;
    planned.push_back(std::move(moved));
    return static_cast<int>(planned.size()) - 1;
  };
  for (const LeverSteps& steps : levers) {
    PlayedSides side{name_of(steps.lever)};
    if (steps.low) side.low = add(steps.lever, *steps.low);
    side.high = add(steps.lever, steps.high);
    if (side.low >= 0 || side.high >= 0) sides.push_back(std::move(side));
  }
  std::vector<const PlannedScenario*> cases;
  for (const PlannedScenario& one : planned) cases.push_back(&one);
  const ByOption<CaseOutcome> outcomes = play_planned(cases, settings, KeptDays::none, {0, settings.paths});
  const auto share = [&](int place) { return outcomes[static_cast<std::size_t>(std::max(place, 0))][0].share(); };
  std::vector<Sensitivity> rows;
  for (const PlayedSides& side : sides) {
    const bool has_low = side.lever != "largest_customer";
    rows.push_back({side.lever, has_low ? std::optional(share(side.low)) : std::nullopt, share(side.high)});
  }
  const auto swing = [&](const Sensitivity& one) { return std::abs(*one.high - one.low.value_or(share(0))); };
  std::stable_sort(rows.begin(), rows.end(),
                   [&](const Sensitivity& a, const Sensitivity& b) { return swing(a) > swing(b); });
  if (rows.size() > named_max) rows.resize(named_max);
  return rows;
}

}  // namespace headroom
