// Payments that went back: returned direct debits, bounced cheques, transfers to closed accounts.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/exports/statements/bank_statement.hpp"

namespace headroom {

/// A movement that undoes an earlier one.
struct PaymentReturn {
  StatementEntry entry;
  std::optional<Date> paid;  ///< the day of the payment; nothing where the statement does not hold it
  std::string currency;
};

/// Pairs returns with the payments that they undo, and marks both. A return has the opposite amount of an earlier
/// movement after `after` in the same account, and either the bank marks it as one, or its words do; and both name the
/// same party or the same number. Returns marked by the bank whose payment is not in the statement come without a day.
std::vector<PaymentReturn> pair_returns(BankStatements& statements, Date after);

}  // namespace headroom
