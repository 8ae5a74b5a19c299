// Names files of known kinds that no import reads, and says what to bring instead.
#pragma once

#include <optional>
#include <string>

#include "models/error.hpp"

namespace headroom {

/// Why a table or text of a known kind does not tell what is open or on hand: DATEV's batches of postings, QuickBooks
/// Desktop's IIF. Nothing where it is none of them.
std::optional<Fault> unread_source(const std::string& file, const std::string& bytes);

/// Likewise, of a bank's list of movements without balance.
std::optional<Fault> unread_movements(const std::string& file, const std::string& bytes);

}  // namespace headroom
