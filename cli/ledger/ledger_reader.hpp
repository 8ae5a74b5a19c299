// Reads a whole ledger from its documents, collecting every fault.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "cli/ledger/ledger_source.hpp"
#include "models/error.hpp"
#include "models/ledger.hpp"

namespace headroom {

/// A ledger free of faults, with everything that was noticed on the way.
struct LoadedLedger {
  Ledger ledger;
  Faults notices;  ///< warnings and notes, sorted by file and line
  std::map<std::string, std::vector<std::string>>
      note_columns;                    ///< columns that are not known, by document (`receivables.csv`)
  std::vector<std::string> documents;  ///< the names of those that were read
};

/// The names of all documents that a ledger can have, company.toml first.
std::vector<std::string> ledger_documents();

/// Reads a ledger from wherever its documents come.
///
/// Errors: every fault of every document in one go, with the warnings and notes among them, sorted by document and
/// line.
Result<LoadedLedger> load_ledger(LedgerSource& source);

}  // namespace headroom
