// Dates of imported items that are most likely slips, said while the export is at hand.
#pragma once

#include <optional>
#include <vector>

#include "cli/exports/tables/exported_items.hpp"
#include "models/date.hpp"
#include "models/message.hpp"

namespace headroom {

/// A sentence for each kind of slip: items due before they are issued, due in a year far away from `as_of`. `headroom
/// check` looks at the ledger in the same way.
std::vector<Message> slips_of(const ExportedItems& items, const std::optional<Date>& as_of);

}  // namespace headroom
