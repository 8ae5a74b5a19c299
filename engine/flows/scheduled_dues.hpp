// The dues that a ledger knows for certain: bills, fixed costs, loan instalments, credit notes.
#pragma once

#include <string_view>
#include <vector>

#include "engine/flows/day_grid.hpp"
#include "engine/flows/flow.hpp"
#include "engine/flows/shocks.hpp"
#include "models/ledger.hpp"

namespace headroom {

/// A due of a class on an unmoved date, put where the payment policy and the business-day rule play it.
DatedFlow due_flow(const Ledger& ledger, const DayGrid& grid, PaymentClass payment_class, Date date,
                   const ItemAmount& amount, std::string_view item);

/// Dues up to the horizon that the ledger knows: bills, fixed costs, loan instalments and arrears, credit notes.
/// Order: as the ledger lists them. Source: docs/model (loan, fixed_cost, parts).
std::vector<DatedFlow> scheduled_dues(const Ledger& ledger, const Shocks& shocks, const DayGrid& grid);

/// The schedule of one loan, in its own currency, with its rate, fixed or floating, shocked by the payment dates.
std::vector<Instalment> shocked_instalments(const Loan& loan, const Shocks& shocks);

}  // namespace headroom
