// Opens what a command line names as LEDGER, a folder or a database.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "cli/checks/inspected_ledger.hpp"
#include "cli/files/inputs_hash.hpp"
#include "cli/ledger/ledger_source.hpp"
#include "models/error.hpp"

namespace headroom {

/// What a command line names as LEDGER: a folder, or a database and the company in it.
struct LedgerArgument {
  std::filesystem::path path;
  std::optional<std::string> company;  ///< needed where a database holds several
};

/// The ledger that was named, ready to be read.
/// Errors: a path that is neither, a database that cannot be read, a company that it does not hold.
Result<std::unique_ptr<LedgerSource>> open_ledger(const LedgerArgument& argument);

/// The documents that were read as inputs of a result, always in the same order, called by their names without the
/// folder. What comes out of a database is what went in, so that both give one hash. Errors: a document that can no
/// longer be read.
Result<std::vector<InputText>> input_texts_of(LedgerSource& source, const LoadedLedger& loaded);

}  // namespace headroom
