// Random ledgers, scenarios and reliefs that use everything the model knows.
#pragma once

#include <cstdint>

#include "models/ledger.hpp"
#include "models/relief.hpp"
#include "models/scenario.hpp"

namespace headroom::twin {

/// A valid ledger, what goes wrong, and what may help: everything the model knows, in small numbers and with tight
/// cash.
struct RandomCase {
  Ledger ledger;
  Scenario scenario;
  Relief relief;  ///< one for which the firm is eligible, in the ledger's currency
  int horizon_days = 0;
};

/// The case of a seed, every third with items in foreign currencies; the same on every machine.
RandomCase random_case(std::uint64_t seed);

/// The same with suppliers that charge for lateness and stop, and less cash.
RandomCase random_strained_case(std::uint64_t seed);

/// The same where suppliers limit what they lend.
RandomCase random_credit_case(std::uint64_t seed);

}  // namespace headroom::twin
