// The tables of the lender's memo.
#pragma once

#include "cli/report/assess_report.hpp"
#include "cli/report/html/page.hpp"
#include "cli/report/html/wording.hpp"

namespace headroom::memo {

/// Every rule with its limit and value, met or not.
PageTable rules_table(const AssessReport& report, const Wording& wording);
/// Chances by 3, 6, 12 ... months and the horizon, without and with the loan.
PageTable probability_table(const AssessReport& report, const Wording& wording);
/// Amount, grade, exposure, loss, rates, capital, impairment, debt. Requires: an amount.
PageTable loan_table(const AssessReport& report, const Wording& wording);
/// Coverage with what it is made of, and defaults with what the loss is made of, a row a month: the later ones together
/// where there are many. Requires: a coverage.
PageTable month_table(const AssessReport& report, const Wording& wording);
/// Covenants and watched limits with how often they are met.
PageTable limits_table(const AssessReport& report, const Wording& wording);
PageTable stress_table(const AssessReport& report, const Wording& wording);
PageTable sensitivity_table(const AssessReport& report, const Wording& wording);
/// Who is to pay. Requires: a concentration.
PageTable concentration_table(const AssessReport& report, const Wording& wording);

}  // namespace headroom::memo
