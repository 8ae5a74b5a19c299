// Warnings about a valid ledger as a whole: what is assumed, missing or without effect.
#pragma once

#include "cli/ledger/ledger_source.hpp"
#include "models/error.hpp"
#include "models/ledger.hpp"

namespace headroom {

/// What is no fault of a ledger but changes how its results read: what is assumed, what is missing, what is of no use.
///
/// `source`: where the ledger comes from, for the document that each warning names; they concern whole documents.
Faults ledger_warnings(const Ledger& ledger, const LedgerSource& source);

}  // namespace headroom
