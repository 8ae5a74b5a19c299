// Checks that credit notes fit the invoices that they name.
#pragma once

#include <vector>

#include "cli/syntax/fault_log.hpp"
#include "models/ledger.hpp"

namespace headroom {

/// Where a credit note says which invoice it reduces.
struct PlacedCredit {
  std::size_t receivable = 0;  ///< the note's place among the ledger's receivables
  Place place;
};

/// Logs each credit note whose invoice is not there, is in another currency, or has less open and undisputed than its
/// notes take off. Requires: all receivables have been read, none of them at fault.
void check_credits(const Ledger& ledger, const std::vector<PlacedCredit>& credits, FaultLog& log);

}  // namespace headroom
