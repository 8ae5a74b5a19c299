#pragma once

#include <string>

#include "models/error.hpp"
#include "models/ledger.hpp"

namespace headroom {

/// What a reader of the results should know about suppliers and their terms: names that nothing or nobody answers to, terms
/// without effect. `folder`: of the ledger.
Faults supplier_warnings(const Ledger& ledger, const std::string& folder);

}  // namespace headroom
