// The company.toml of a new ledger, as an import writes it.
#pragma once

#include <optional>
#include <string>

#include "cli/import/assumed_law.hpp"
#include "cli/import/new_company.hpp"
#include "cli/import/sales_proposal.hpp"

namespace headroom {

/// A `company.toml` that loads as it stands, and asks in comments for what no export holds.
std::string company_toml(const NewCompany& company, const std::optional<SalesProposal>& sales,
                         const std::optional<AssumedLaw>& law);

}  // namespace headroom
