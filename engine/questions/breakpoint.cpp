#include "engine/questions/breakpoint.hpp"

#include <algorithm>
#include <map>

#include "engine/questions/grid_search.hpp"

namespace headroom {

namespace {

constexpr std::int64_t steps_of_one = 100;

double intensity_of(std::int64_t point) { return static_cast<double>(point) / static_cast<double>(steps_of_one); }

}  // namespace

BreakpointAnswer find_breakpoint(const Ledger& ledger, const Scenario& scenario, double target,
                                 const SimulationSettings& settings) {
  std::map<std::int64_t, CaseOutcome> outcomes;  // by point
  const auto play = [&](const std::vector<std::int64_t>& points) {
    std::vector<AskedCase> cases;
    for (const std::int64_t point : points)
      cases.push_back({&ledger, scaled(scenario, intensity_of(point), ledger.dependence), {nullptr}});
    ByOption<CaseOutcome> played = play_cases(cases, settings);
    for (std::size_t i = 0; i < points.size(); ++i) outcomes.emplace(points[i], std::move(played[i].front()));
  };
  const auto holds = [&](std::int64_t point) {
    const CaseOutcome& outcome = outcomes.at(point);
    return outcome.possible && outcome.share() >= target;
  };
  const auto found = [&](std::int64_t point) { return IntensityOutcome{intensity_of(point), outcomes.at(point)}; };

  const std::vector<std::int64_t> points = spread_points(static_cast<std::int64_t>(intensity_max) * steps_of_one);
  play(points);
  BreakpointAnswer answer;
  answer.cannot_happen =
      std::none_of(outcomes.begin(), outcomes.end(), [](const auto& one) { return one.second.possible; });
  if (std::optional<Bisection> turn = lowest_turn(points, holds)) {
    while (const auto next = turn->next()) {
      play({*next});
      turn->take(*next, holds(*next));
    }
    answer.at = found(turn->with);
    if (turn->with > 0) answer.below = found(turn->without);
  }
  for (const auto& [point, outcome] : outcomes) answer.computed.push_back(found(point));
  return answer;
}

}  // namespace headroom
