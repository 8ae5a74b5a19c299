#include "models/scenario.hpp"

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

}  // namespace headroom
