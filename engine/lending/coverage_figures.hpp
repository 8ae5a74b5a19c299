// Coverage of debt service, covenants and what is watched, of what was counted.
#pragma once

#include "engine/lending/assessment.hpp"
#include "engine/lending/lending_counts.hpp"

namespace headroom {

/// Fills DSCR, covenants and watch of an assessment whose policy and probabilities are there. `counts`: with the
/// triggers of min_dscr, min_cash, then watch's cash_below, dscr_below and largest_customer_late_days, as far as the
/// policy has them. `written`: the one course. `concentration`: null where nothing is expected.
void fill_coverage(const MonthGrid& grid, const LendingCounts& counts, const LendingCounts& written,
                   const ConcentrationResult* concentration, const OptionPlan& option, Assessment& assessment);

}  // namespace headroom
