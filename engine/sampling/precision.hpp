// Runs until the default probabilities are known to the precision that was asked for.
#pragma once

#include <vector>

#include "engine/measures/results.hpp"
#include "engine/measures/tally.hpp"
#include "engine/measures/weighted_tally.hpp"
#include "engine/sampling/randomised_play.hpp"

namespace headroom {

/// A run to a precision: what it took, and what it found.
struct PrecisionRun {
  PrecisionReport report;
  std::vector<Tally> tallies;                ///< of the ordinary paths. Shape: [option]
  std::vector<ReplicateEstimates> ordinary;  ///< of the same; empty for plain sampling
  std::vector<ReplicateEstimates> weighted;  ///< by importance sampling alone
  std::vector<double> first_variance;  ///< of the default probability between the first randomisations. Shape: [option]
};

/// Plays until the half-width of the 95% interval of every option's default probability is `settings.precision`, or
/// `settings.paths` are behind it. A pilot, which is left out of the result, chooses how futures are sampled and how
/// many are needed. Source: docs/model/precision.md. Requires: settings.precision; something is random.
PrecisionRun play_to_precision(const ScenarioRun& played);

/// Writes the probabilities of an option that `run` knows better than its tallies do: those with an error between
/// randomisations, and those of a weighted sample.
void apply_precision(const ScenarioRun& played, const PrecisionRun& run, std::size_t option, OptionResult& result);

}  // namespace headroom
