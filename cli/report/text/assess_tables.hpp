// The tables of an assessment: rules, probabilities, loss and price, coverage, covenants, stresses.
#pragma once

#include <string>

#include "cli/report/assess_report.hpp"
#include "cli/terminal/style.hpp"
#include "models/message.hpp"

namespace headroom {

/// Every rule with its limit, its value, and whether it is met.
std::string rules_table(const AssessReport& report, const Style& style, const MessageWords& words);
/// The borrower's `illiquid`, the bank's `loan_90dpd` and the lender's event by month, without and with the relief.
std::string probability_table(const AssessReport& report, const Style& style, const MessageWords& words);
/// Grade, exposure, loss, prices, Basel and IFRS 9, a row a figure.
std::string loss_table(const AssessReport& report, const Style& style, const MessageWords& words);
/// Coverage by month with what it is made of, and rolling.
std::string coverage_table(const AssessReport& report, const Style& style, const MessageWords& words);
std::string covenants_table(const AssessReport& report, const Style& style, const MessageWords& words);
std::string stress_table(const AssessReport& report, const Style& style, const MessageWords& words);
std::string sensitivity_table(const AssessReport& report, const Style& style, const MessageWords& words);
std::string concentration_table(const AssessReport& report, const Style& style, const MessageWords& words);

}  // namespace headroom
