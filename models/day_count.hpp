// How a loan counts the days on which interest accrues.
#pragma once

#include <optional>
#include <string_view>

#include "models/date.hpp"

namespace headroom {

enum class DayCount { thirty_e_360, act_365f, act_360, act_act };

std::optional<DayCount> parse_day_count(std::string_view text);
std::string_view name_of(DayCount day_count);

/// Share of a year from `start` to `end` (30E/360, Act/365 fixed, Act/360, Act/Act ISDA). Source: QuantLib's day
/// counters.
double year_fraction(DayCount day_count, Date start, Date end);

}  // namespace headroom
