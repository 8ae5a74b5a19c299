// Reads the documents of a ledger, wherever they come from, and keeps every finding.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "cli/ledger/ledger_draft.hpp"
#include "cli/ledger/ledger_source.hpp"
#include "models/error.hpp"
#include "models/ledger.hpp"

namespace headroom {

/// What was read of a ledger. Where a finding is a fault, what it concerns is missing.
struct LedgerReading {
  Ledger ledger;
  ItemLines lines;
  Faults findings;  ///< as they were found
  std::map<std::string, std::vector<std::string>>
      note_columns;                    ///< columns that are not known, by document (`receivables.csv`)
  std::vector<std::string> documents;  ///< the names of those that were read
  /// Figures that nobody has entered ("?"), by document.
  std::map<std::string, std::vector<UnknownFigure>> unknowns;
  AssumedRisk assumed_risk;
};

/// The names of all documents that a ledger can have, company.toml first.
std::vector<std::string> ledger_documents();

/// Reads every document of a ledger to its end. What is worth a warning in a ledger without faults is for
/// `load_ledger` (cli/checks) to say.
LedgerReading read_ledger_documents(LedgerSource& source);

}  // namespace headroom
