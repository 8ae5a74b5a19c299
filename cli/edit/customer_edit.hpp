// How one customer behaves, changed in the text of counterparties.csv.
#pragma once

#include <string>
#include <vector>

#include "cli/edit/edited_ledger.hpp"
#include "models/error.hpp"

namespace headroom {

/// counterparties.csv with another value in one field; a row is added for a customer who has none, and a column where
/// there is none. The other rows stand as they stood. An empty text begins a new table.
///
/// Errors: text that is no such table.
Result<std::string> with_customer_value(const std::string& file, const std::string& text, const std::string& customer,
                                        const std::string& column, const std::string& value);

/// What a field of a customer holds now; empty where it holds nothing, or there is no such row or column.
std::string customer_value(const std::string& file, const std::string& text, const std::string& customer,
                           const std::string& column);

/// The customers that the ledger speaks of anywhere, sorted by name.
std::vector<std::string> known_customers(EditedLedger& ledger);

}  // namespace headroom
