// Words that the questions about many cases share: shares, outcomes.
#pragma once

#include <string>

#include "engine/questions/played_cases.hpp"
#include "models/message.hpp"

namespace headroom {

/// A share that somebody has given, in percent, with the digits it has: `5%`, `0.25%`.
std::string share_words(double share);

/// `16.2% ± 0.1%`, or what the one course does, or that it cannot happen.
Message outcome_words(const CaseOutcome& outcome);

/// Whole major units where the amount has no others, else all decimals.
std::string money_words_short(Minor amount, int decimals);

}  // namespace headroom
