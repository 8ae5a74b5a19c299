#pragma once

#include <string>

#include "models/error.hpp"
#include "models/ledger.hpp"

namespace headroom {

/// What is no fault of a ledger but changes how its results read: what is assumed, what is missing, what is of no use.
///
/// `folder`: where the ledger's files lie, for the file that each warning names; they concern whole files.
Faults ledger_warnings(const Ledger& ledger, const std::string& folder);

}  // namespace headroom
