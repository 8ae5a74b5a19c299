// Costs that come back and that a bank statement shows paid: their next date moves on.
#pragma once

#include <string>
#include <vector>

#include "cli/exports/statements/statement_matching.hpp"
#include "models/date.hpp"
#include "models/fixed_cost.hpp"

namespace headroom {

/// What a statement says of a fixed cost that fell due until its day.
struct RecurringCost {
  const FixedCost* cost = nullptr;
  std::vector<Date> paid;    ///< due dates, from the first on, that a payment of the amount meets
  std::vector<Date> unpaid;  ///< the due dates after them
  /// What `next` is to be; nothing where no payment was seen, the cost has ended, or it grows from its first date.
  std::optional<Date> next;
};

/// Meets fixed costs due up to `as_of` with payments out that paid no bill: of exactly the amount, at most seven days
/// from the due date, each payment once. Costs with nothing due are left out.
std::vector<RecurringCost> meet_recurring_costs(const std::vector<FixedCost>& costs,
                                                const std::vector<StatementPayment>& payments,
                                                const std::string& ledger_currency, Date as_of);

}  // namespace headroom
