// Exposure, loss and the prices that follow from them, of what was counted.
#pragma once

#include <string>
#include <vector>

#include "engine/lending/assessment.hpp"
#include "engine/lending/lending_counts.hpp"
#include "engine/lending/lent_loan.hpp"

namespace headroom {

/// The loans of one relief with what is lost of them.
struct LentRelief {
  std::vector<LentLoan> loans;  ///< those that lend something
  std::vector<LossTerms> losses;
  std::vector<CountedLoan> counted;

  bool lends() const { return !loans.empty(); }
  Minor amount() const;
  bool is_single() const { return loans.size() == 1; }
};

/// Works out a relief's loans for one firm. `option`: the relief on the plan that is played.
LentRelief lent_relief(const Ledger& ledger, const Relief& relief, const OptionPlan& option,
                       const LendingPolicy& policy, int horizon_days, int waiting_days);

/// The expected loss by the horizon, with its standard error.
Estimate expected_loss(const LentRelief& lent, const LendingCounts& counts);

/// Fills exposure, loss, rates and IFRS 9 of an assessment whose amount, coverage and policy are there.
/// `day_12m`: of 12 months after as_of, or the horizon.
void fill_loss(const LentRelief& lent, const LendingCounts& counts, const MonthGrid& grid, const Ledger& ledger,
               int day_12m, Assessment& assessment);

}  // namespace headroom
