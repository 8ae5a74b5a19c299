// Money that goes back: payments of customers that bounced, and refunds to customers.
#pragma once

#include <string>
#include <vector>

#include "cli/exports/statements/bank_statement.hpp"
#include "cli/import/statement_ledger.hpp"
#include "models/error.hpp"
#include "models/message.hpp"

namespace headroom {

/// What a statement's returns and refunds mean for the ledger.
struct WentBack {
  std::vector<Message> notes;
  Faults faults;  ///< what only the owner can put right: an invoice that is owed again
};

/// Marks payments that went back and their returns, which pay nothing.
///
/// Errors: a return of what the ledger has as settled, by its number, else its customer and amount, else its amount;
/// and one of which nothing tells what it had paid, unless an open invoice has its amount.
WentBack meet_returns(BankStatements& statements, Date after, const std::vector<PaidTable>& tables,
                      const std::vector<SettledInvoice>& settled);

/// Payments out that name a customer, in the party or the text: one of exactly the amount of a credit note pays that
/// back (its row is then marked); any other is said.
WentBack meet_refunds(const std::vector<StatementPayment>& payments, std::vector<PaidTable>& tables,
                      const std::vector<SettledInvoice>& settled);

}  // namespace headroom
