// Costs that come back and that a bank statement shows paid: their next date moves on.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "cli/exports/statements/statement_matching.hpp"
#include "models/date.hpp"
#include "models/fixed_cost.hpp"

namespace headroom {

/// A due date of a fixed cost and the payment that met it, or may have.
struct PaidCost {
  Date due;
  Minor expected = 0, paid = 0;
  std::size_t payments = 1;  ///< in how many parts
  std::string party;
};

/// What a statement says of a fixed cost that fell due until its day.
struct RecurringCost {
  const FixedCost* cost = nullptr;
  std::vector<PaidCost> paid;      ///< due dates, from the first on, that payments meet
  std::vector<Date> unpaid;        ///< the due dates after them
  std::optional<PaidCost> likely;  ///< the first of these, where a payment of nearly its amount may have been it
  /// What `next` is to be; nothing where no payment was seen, the cost has ended, or it grows from its first date.
  std::optional<Date> next;
};

/// Meets fixed costs due up to `as_of` with payments out that paid no bill, each payment once: one of exactly the
/// amount at most seven days from the due date; several to one party that come to it, the later ones within sixteen
/// days; or one of nearly the amount that names the cost or its class. Costs with nothing due are left out.
std::vector<RecurringCost> meet_recurring_costs(const std::vector<FixedCost>& costs,
                                                const std::vector<StatementPayment>& payments,
                                                const std::string& ledger_currency, Date as_of);

}  // namespace headroom
