#include "cli/what_if/horizon.hpp"

#include <charconv>

namespace headroom {

std::optional<Horizon> parse_horizon(std::string_view text) {
  if (text.empty() || (text.back() != 'm' && text.back() != 'd')) return std::nullopt;
  Horizon horizon{0, text.back() == 'm'};
  const char* const end = text.data() + text.size() - 1;
  const auto [stopped, error] = std::from_chars(text.data(), end, horizon.count);
  const int count_max = horizon.is_months ? horizon_months_max : horizon_days_max;
  if (error != std::errc() || stopped != end || horizon.count < 1 || horizon.count > count_max) return std::nullopt;
  return horizon;
}

int days_of(Horizon horizon, Date as_of) {
  return horizon.is_months ? add_months(as_of, horizon.count) - as_of : horizon.count;
}

}  // namespace headroom
