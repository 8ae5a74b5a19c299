// Warns of what a ledger probably counts twice.
#pragma once

#include "cli/ledger/ledger_draft.hpp"
#include "cli/ledger/ledger_source.hpp"
#include "models/error.hpp"
#include "models/ledger.hpp"

namespace headroom {

/// Warnings of what a ledger probably counts twice, each with both rows: one invoice under two numbers, an invoice that
/// is also an open order, settled items that are still open, orders beside expected sales of the same customer, bills
/// that are also a fixed cost or a loan's payment. Which pairs are told, and how often wrongly: docs/check.md.
///
/// `source`: where the ledger comes from, for the places that each warning names.
/// Requires: as many lines as items.
Faults likely_doubles(const Ledger& ledger, const ItemLines& lines, LedgerSource& source);

}  // namespace headroom
