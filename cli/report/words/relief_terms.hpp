// The terms of a relief in sentences.
#pragma once

#include <string>
#include <vector>

#include "models/relief.hpp"

namespace headroom {

/// The terms of a relief in words: a sentence for each loan, deferral, grant and condition. Amounts are in the relief's
/// currency. Text of the relief is made printable.
std::vector<std::string> relief_terms(const Relief& relief);

}  // namespace headroom
