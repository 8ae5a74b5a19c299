// Random ledgers with instalments, milestones, disputes and credit notes.
#pragma once

#include <cstdint>

#include "tests/engine/random_ledger.hpp"

namespace headroom::twin {

/// The case of a seed with money in parts: instalments, milestones, shares paid promptly, disputes and credit notes
/// that are set off. What it leaves of the case without them is as it was.
RandomCase random_case_in_parts(std::uint64_t seed);

}  // namespace headroom::twin
