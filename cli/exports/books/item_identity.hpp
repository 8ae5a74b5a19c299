// Makes the numbers of imported items unique, and says what was changed.
#pragma once

#include <string>

#include "cli/exports/tables/exported_items.hpp"

namespace headroom {

/// Gives every item an identity of its own: two items of one counterparty with one number get their numbers told apart
/// (`4711`, `4711 (2)`), a counterparty listed twice alike is kept once. What was done is added to the remarks.
///
/// Errors: a counterparty that is described in two ways, among the items' faults.
void make_identities_unique(const std::string& file, ExportedItems& items);

}  // namespace headroom
