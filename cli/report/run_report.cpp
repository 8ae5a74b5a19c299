#include "cli/report/run_report.hpp"

#include <algorithm>

namespace headroom {

const ScenarioResult& worst_of(const std::vector<ScenarioResult>& results) {
  const auto probability = [](const ScenarioResult& result) {
    const OptionResult& base = result.options.front();
    return base.is_random && base.default_probability ? base.default_probability->value : -1.0;
  };
  return *std::max_element(results.begin(), results.end(), [&](const ScenarioResult& a, const ScenarioResult& b) {
    return probability(a) < probability(b);
  });
}

}  // namespace headroom
