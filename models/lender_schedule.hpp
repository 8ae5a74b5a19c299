// What a lender receives of a relief loan that is paid as it was agreed, and what is outstanding meanwhile.
#pragma once

#include <vector>

#include "models/date.hpp"
#include "models/relief.hpp"

namespace headroom {

/// One date of a lender's schedule. In minor units, unrounded.
struct LenderReceipt {
  Date date;
  double interest = 0.0, principal = 0.0;  ///< from the borrower
  double subsidy = 0.0;                    ///< interest that the state pays
  double forgiven = 0.0;                   ///< principal that the state pays
  double balance_after = 0.0;

  double sum() const { return interest + principal + subsidy + forgiven; }
};

/// What the lender of `amount` receives by date, of which `forgiven` is dropped at the decision. Fees that the borrower
/// pays a guarantor are not the lender's. `finer`: by how much finer than minor units payments are rounded; 1: as the
/// borrower pays them. Source: docs/model/loss.md.
std::vector<LenderReceipt> lender_schedule(const ReliefLoan& loan, Minor amount, Minor forgiven, Date disbursed,
                                           Minor finer = 1);

/// How much finer than minor units the schedule of this amount can be worked out.
Minor finest_units(Minor amount);

/// The yearly rate that a nominal one of the loan's own periods comes to.
double effective_of(double rate_annual, Every every);

}  // namespace headroom
