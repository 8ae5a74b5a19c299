// The tables of a new ledger, as an import writes them.
#pragma once

#include <map>
#include <set>
#include <string>

#include "cli/exports/tables/exported_items.hpp"
#include "cli/import/assumed_law.hpp"

namespace headroom {

/// The spelled name that goes with each counterparty most often.
std::map<std::string, std::string> counterparty_names(const ExportedItems& items);

/// The items as the ledger's own file.
std::string ledger_csv(const ExportedItems& items);

/// `counterparties.csv` with one assumed law for every counterparty.
std::string counterparties_csv(const std::set<std::string>& parties, const std::map<std::string, std::string>& names,
                               const AssumedLaw& law);

}  // namespace headroom
