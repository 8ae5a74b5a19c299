// The terms of a relief in sentences.
#pragma once

#include <vector>

#include "models/message.hpp"
#include "models/relief.hpp"

namespace headroom {

/// The terms of a relief in words: a sentence for each loan, deferral, grant and condition. Amounts are in the relief's
/// currency. Text of the relief is made printable.
std::vector<Message> relief_terms(const Relief& relief);

/// All of them, one after the other.
Message relief_terms_sentence(const Relief& relief);

}  // namespace headroom
