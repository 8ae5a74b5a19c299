// Why the firm may fail, for the owner's report: causes and levers as charts, and what customers have to do with it.
#pragma once

#include <string>

#include "cli/report/html/owner_figures.hpp"
#include "cli/report/html/page.hpp"
#include "cli/report/html/wording.hpp"
#include "engine/questions/drivers.hpp"

namespace headroom {

/// What each kind of bad luck adds to the chance.
ChartFigure cause_shares(const DriversResult& drivers, const Wording& wording);

/// What the chance would be if one thing were different, the most telling first.
ChartFigure lever_ranges(const DriversResult& drivers, const Wording& wording);

/// Whose money is missing on the day on which a future fails.
PageTable missing_money_table(const DriversResult& drivers, const Wording& wording);

/// Which invoices to ask for first, by what their payment on time would change.
PageTable chase_table(const DriversResult& drivers, const Wording& wording);

/// Whether the invoice's payment changes the chance by more than the counting may.
bool is_worth_chasing(const InvoiceToChase& invoice);

}  // namespace headroom
