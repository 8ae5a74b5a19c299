// Payments that went back: returned direct debits, bounced cheques, transfers to closed accounts.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/exports/statements/bank_statement.hpp"

namespace headroom {

/// A movement that undoes an earlier one.
struct PaymentReturn {
  StatementEntry entry;
  std::optional<Date> paid;  ///< the day of the payment; nothing where the statement does not hold it
  std::string currency;
  Minor charges = 0;  ///< of the bank, within the return: it went back with more than had come
};

/// Pairs returns with the payments that they undo, and marks both. A return has the opposite amount of an earlier
/// movement after `after` in the same account, and either the bank marks it as one, or its words do; and both name the
/// same party or the same number: then the bank's charges may stand in the return too. One that plainly says that it is
/// a return and names nobody undoes the only movement of its amount. Such returns whose payment is not in the statement
/// come without a day.
std::vector<PaymentReturn> pair_returns(BankStatements& statements, Date after);

/// The most that a bank may charge for returning a payment.
Minor return_charges_most(Minor paid, std::string_view currency);

}  // namespace headroom
