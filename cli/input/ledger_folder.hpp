#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "models/error.hpp"
#include "models/ledger.hpp"

namespace headroom {

/// A ledger free of faults, with everything that was noticed on the way.
struct LoadedLedger {
  Ledger ledger;
  Faults notices;                                                ///< warnings and notes, sorted by file and line
  std::map<std::string, std::vector<std::string>> note_columns;  ///< columns that are not known, by file name (`receivables.csv`)
  std::vector<std::filesystem::path> files;                      ///< the files that were read
};

/// Reads a ledger folder: company.toml and the CSV files beside it.
///
/// Errors: every fault of every file in one go, with the warnings and notes among them, sorted by file and line.
Result<LoadedLedger> load_ledger_folder(const std::filesystem::path& folder);

}  // namespace headroom
