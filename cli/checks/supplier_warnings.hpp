// Warnings about suppliers' terms that do nothing or name nobody.
#pragma once

#include "cli/ledger/ledger_source.hpp"
#include "models/error.hpp"
#include "models/ledger.hpp"

namespace headroom {

/// What a reader of the results should know about suppliers and their terms: names that nothing or nobody answers to,
/// terms without effect. `source`: where the ledger comes from.
Faults supplier_warnings(const Ledger& ledger, const LedgerSource& source);

}  // namespace headroom
