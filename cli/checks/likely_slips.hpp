// Warns of dates and amounts in a ledger's tables that are most likely a slip of the pen.
#pragma once

#include "cli/ledger/ledger_draft.hpp"
#include "cli/ledger/ledger_source.hpp"
#include "models/error.hpp"
#include "models/ledger.hpp"

namespace headroom {

/// One finding for each kind of slip and file, at the first row that has it: items due before they are issued, dates in
/// a year far away. And a note of the credit notes that are set off though they name no invoice.
///
/// `source`: where the ledger comes from. Requires: as many lines as items.
Faults likely_slips(const Ledger& ledger, const ItemLines& lines, LedgerSource& source);

/// Those of dates alone, for a ledger in which figures are still to be entered.
Faults likely_date_slips(const Ledger& ledger, const ItemLines& lines, LedgerSource& source);

}  // namespace headroom
