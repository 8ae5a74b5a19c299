// Reads the loans of a relief.
#pragma once

#include "cli/syntax/toml_reader.hpp"
#include "models/relief.hpp"

namespace headroom {

/// Reads one `[[loan]]` of a relief, whose amounts are in `currency`; what is wrong goes to the table's log.
/// Source: docs/formats.md.
ReliefLoan read_relief_loan(TomlReader& table, const Currency& currency);

}  // namespace headroom
