// Shares, score intervals and quantiles, with their standard errors.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "engine/measures/results.hpp"

namespace headroom {

/// Share of `count` in `total` and its standard error, sqrt(p (1 - p) / N).
Estimate proportion(std::uint64_t count, std::uint64_t total);

/// Wilson's interval of a share for the two-sided normal quantile z. `share` need not be a whole count over `paths`.
/// Source: Wilson 1927, J. Amer. Statist. Assoc. 22.
Interval score_interval(double share, double paths, double z);

/// Wilson's 95% score interval of a proportion. Source: Wilson 1927, J. Amer. Statist. Assoc. 22.
Interval wilson_interval(std::uint64_t count, std::uint64_t total);

/// The rank of the p-quantile among N: the smallest with at least ceil(p N) at or before it, counted from 1.
std::uint64_t quantile_rank(double p, std::uint64_t total);

/// The p-quantile of days counted by day, nothing where that rank is censored. Requires: counts of days 0..H.
std::optional<int> day_quantile(const std::vector<std::uint64_t>& count_by_day, std::uint64_t total, double p);

}  // namespace headroom
