// An overdraft or revolving line of credit.
#pragma once

#include <optional>
#include <string>

#include "models/date.hpp"
#include "models/money.hpp"

namespace headroom {

/// An overdraft or revolving line: drawn when cash runs short, paid down by cash above the owner's minimum. Amounts are
/// in minor units of its own currency.
struct CreditLine {
  std::string name;
  Minor limit = 0;
  Minor drawn = 0;  ///< at as_of
  double rate_annual = 0.0;
  std::optional<Date> until;  ///< that day the limit becomes 0 and the drawn balance falls due
  std::string currency = {};  ///< empty: the ledger's
};

}  // namespace headroom
