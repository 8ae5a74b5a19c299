// Stages of impairment of a loan by IFRS 9, from its days past due.
#pragma once

#include "models/date.hpp"
#include "models/loan.hpp"

namespace headroom {

/// 1: 12-month expected loss; 2: lifetime, the risk has risen significantly; 3: credit-impaired. By days past due
/// alone: 30 and 90, the presumptions of IFRS 9 5.5.11 and B5.5.37.
int impairment_stage(int days_past_due);

/// How long the oldest arrears of a loan have been due; 0 where it has none.
int days_past_due(const Loan& loan, Date as_of);

}  // namespace headroom
