// How far a ledger is played, as people say it.
#pragma once

#include <optional>
#include <string_view>

#include "models/date.hpp"

namespace headroom {

/// How far a ledger is played, as the user says it: `12m` or `365d`.
struct Horizon {
  int count = 0;
  bool is_months = false;
};

inline constexpr int horizon_months_max = 480;
inline constexpr int horizon_days_max = 14610;  ///< forty years with ten leap days

/// Reads `12m` (months) or `365d` (days), at least 1 and at most forty years; else nothing.
std::optional<Horizon> parse_horizon(std::string_view text);

/// The last day played: for months, the same date that many months on (clamped to short months).
int days_of(Horizon horizon, Date as_of);

}  // namespace headroom
