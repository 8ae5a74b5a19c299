// Looks for the shift of the factors under which a rare default is met often.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "engine/sampling/factor_sampling.hpp"
#include "engine/sampling/randomised_play.hpp"

namespace headroom {

/// Where the factors should be drawn from so that a rare default is met often.
struct ImportanceSearch {
  std::vector<FactorShift> shifts;  ///< the unmoved distribution last, with one eighth; empty: the default was not met
  std::uint64_t paths = 0;          ///< played to find it
};

/// Moves the means of the factors step by step to where the default of options happens (the cross-entropy method with
/// levels of the position), one distribution for the option that defaults most and further ones for options that the
/// others do not cover. Source: Rubinstein and Kroese 2004, "The Cross-Entropy Method", chapter 3;
/// docs/model/precision.md.
ImportanceSearch search_importance(const ScenarioRun& run, const FactorSampling& sampling);

}  // namespace headroom
