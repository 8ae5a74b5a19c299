// Sentences that say what a run's result means.
#pragma once

#include <vector>

#include "cli/report/manifest.hpp"
#include "engine/measures/results.hpp"
#include "models/message.hpp"

namespace headroom {

/// What the base case of a scenario means, in sentences. Text of the ledger is made printable.
std::vector<Message> base_sentences(const Manifest& manifest, const OptionResult& base);

/// What one relief changes against the base case, what it leaves owed, or why the firm does not get it.
Message relief_sentence(const Manifest& manifest, const OptionResult& option);

/// That the base case of a scenario is above what `--fail-above` allows.
Message above_limit_words(const std::string& scenario, const OptionResult& base, double limit);

}  // namespace headroom
