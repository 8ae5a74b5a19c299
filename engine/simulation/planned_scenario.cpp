#include "engine/simulation/planned_scenario.hpp"

#include "engine/play/block_player.hpp"

namespace headroom {

std::vector<std::int32_t> sample_days(int horizon_days) {
  std::vector<std::int32_t> days;
  for (int day = 0; day < horizon_days; day += 7) days.push_back(day);
  days.push_back(horizon_days);
  return days;
}

PlannedScenario plan_scenario(const Ledger& ledger, const Scenario& scenario, const std::vector<OfferedRelief>& offered,
                              const std::vector<std::int32_t>& samples, int horizon_days, std::uint64_t seed) {
  PlannedScenario planned;
  planned.plan = build_plan({&ledger, &scenario, horizon_days, seed});
  planned.options.push_back(build_option_plan(planned.plan, nullptr));
  for (const OfferedRelief& relief : offered)
    if (relief.is_eligible()) planned.options.push_back(build_option_plan(planned.plan, &relief.terms));
  planned.as_written = BlockPlayer(planned.plan, planned.options, samples).play_written();
  return planned;
}

}  // namespace headroom
