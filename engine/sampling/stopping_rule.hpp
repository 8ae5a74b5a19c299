// How many randomisations a precision takes, and when to stop.
#pragma once

#include <cstdint>

#include "engine/measures/results.hpp"

namespace headroom {

/// Randomisations that a run begins with: what their spread is, fixes how many there will be.
inline constexpr std::uint64_t first_replicates = 32;

/// The 97.5% quantile of Student's t with first_replicates - 1 degrees of freedom.
inline constexpr double replicate_quantile = 2.0395134463964077;

/// The share that a pilot does not exceed but for one pilot in 10,000. Source: Wilson's score bound, one-sided.
double share_at_most(std::uint64_t count, std::uint64_t paths);

/// Independent paths after which Wilson's 95% interval of a share has this half-width.
std::uint64_t paths_for(double share, double half_width);

/// Randomisations in all, by Stein's rule: as many as give the half-width if the first ones' variance is the right one;
/// never fewer than those. Source: Stein 1945, Ann. Math. Statist. 16; docs/model/precision.md.
std::uint64_t replicates_for(double variance, double half_width);

/// Stein's interval of a probability: the mean of all randomisations, and the first ones' variance.
Interval replicate_interval(double mean, double variance, std::uint64_t replicates);

inline double half_width_of(const Interval& interval) { return (interval.upper - interval.lower) / 2.0; }

}  // namespace headroom
