#include "models/cause.hpp"

namespace headroom {

const std::array<std::string_view, cause_count>& cause_names() {
  static constexpr std::array<std::string_view, cause_count> names = {"cancellation", "lateness", "never",   "failure",
                                                                      "sales",        "dispute",  "approval"};
  return names;
}

std::string_view name_of(Cause cause) { return cause_names()[static_cast<std::size_t>(cause)]; }

std::vector<Cause> CauseSet::list() const {
  std::vector<Cause> causes;
  for (std::size_t i = 0; i < cause_count; ++i)
    if (has(static_cast<Cause>(i))) causes.push_back(static_cast<Cause>(i));
  return causes;
}

}  // namespace headroom
