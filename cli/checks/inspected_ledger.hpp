// A ledger that was read and looked at from all sides: what every command begins with.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "cli/checks/unanswered.hpp"
#include "cli/ledger/ledger_draft.hpp"
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
  /// What nobody has entered ("?"), the most telling first. Where nothing can be taken for one of them, its entry is
  /// not in the ledger, which is not inspected, and must not be played (`obstacles_to_play`).
  std::vector<Unanswered> unanswered;
  AssumedRisk assumed_risk;
};

/// Reads a ledger from wherever its documents come, and inspects it where it is free of faults.
///
/// Errors: every fault of every document in one go, with the warnings and notes among them, sorted by document and
/// line.
Result<LoadedLedger> load_ledger(LedgerSource& source);

/// The same of a ledger folder: company.toml and the CSV files beside it. Errors: also a path where no folder is.
Result<LoadedLedger> load_ledger_folder(const std::filesystem::path& folder);

}  // namespace headroom
