#include "models/scenario.hpp"

#include <array>

namespace headroom {

namespace {
constexpr std::array<std::string_view, 9> names = {"cancellation", "on_time", "late_days",  "never", "failure",
                                                   "sales",        "cost",    "fixed_cost", "rate"};
}

std::optional<ShockOf> parse_shock_of(std::string_view text) {
  for (std::size_t i = 0; i < names.size(); ++i)
    if (names[i] == text) return static_cast<ShockOf>(i);
  return std::nullopt;
}

std::string_view name_of(ShockOf of) { return names[static_cast<std::size_t>(of)]; }

}  // namespace headroom
