#include "models/scenario.hpp"

#include <algorithm>

namespace headroom {

const std::vector<std::string_view>& shock_names() {
  static const std::vector<std::string_view> names = {"cancellation", "on_time", "late_days",  "never", "failure",
                                                      "sales",        "cost",    "fixed_cost", "rate"};
  return names;
}

std::optional<ShockOf> parse_shock_of(std::string_view text) {
  for (std::size_t i = 0; i < shock_names().size(); ++i)
    if (shock_names()[i] == text) return static_cast<ShockOf>(i);
  return std::nullopt;
}

std::string_view name_of(ShockOf of) { return shock_names()[static_cast<std::size_t>(of)]; }

Scenario scaled(const Scenario& scenario, double intensity, const Dependence& as_written) {
  if (intensity == 1.0) return scenario;  // to the bit, which 1 + (t - 1) is not
  Scenario out = scenario;
  if (intensity == 0.0) {
    out.dependence.reset();
    out.shocks.clear();
    return out;
  }
  const double share = std::min(intensity, 1.0);
  if (out.dependence && share < 1.0) {
    out.dependence->market = as_written.market + share * (out.dependence->market - as_written.market);
    out.dependence->counterparty =
        as_written.counterparty + share * (out.dependence->counterparty - as_written.counterparty);
  }
  for (Shock& shock : out.shocks) {
    if (shock.times) shock.times = std::max(0.0, 1.0 + intensity * (*shock.times - 1.0));
    if (shock.add) shock.add = intensity * *shock.add;
    if (shock.set) shock.set_share = share;
  }
  return out;
}

}  // namespace headroom
