// Words that the questions about many cases share: shares, outcomes.
#pragma once

#include <string>

#include "cli/report/words/language.hpp"
#include "engine/questions/played_cases.hpp"
#include "models/message.hpp"
#include "models/money.hpp"

namespace headroom {

/// A share that somebody has given, in percent, with the digits it has: `5%`, `0.25%`.
std::string share_words(double share);

/// `16.2% ± 0.1%`, or what the one course does, or that it cannot happen.
Message outcome_words(const CaseOutcome& outcome);

/// That a case has one course and no probability.
Message nothing_random_words(const std::string& scenario);

/// An amount that was asked for or found, in its currency: cents only where it has any.
Message asked_money(Minor amount, int decimals, const std::string& currency);

}  // namespace headroom
