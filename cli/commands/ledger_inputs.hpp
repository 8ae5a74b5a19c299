#pragma once

#include <vector>

#include "cli/input/inputs_hash.hpp"
#include "cli/input/ledger_folder.hpp"
#include "models/error.hpp"

namespace headroom {

/// The ledger's files as inputs of a result, always in the same order, called by their names without the folder.
/// Errors: a file that can no longer be read.
Result<std::vector<InputText>> input_texts_of(const LoadedLedger& loaded);

}  // namespace headroom
