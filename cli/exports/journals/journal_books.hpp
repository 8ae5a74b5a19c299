// From a journal's postings to open items, history and cash.
#pragma once

#include <string>

#include "cli/exports/books/account_roles.hpp"
#include "cli/exports/books/source_books.hpp"
#include "cli/exports/journals/journal.hpp"
#include "cli/exports/tables/source_context.hpp"

namespace headroom {

/// Reads a journal's postings to accounts of receivables and payables as invoices, bills, payments and credit notes,
/// and the balance of its cash accounts. The counterparty is the account below the receivable or payable one; where one
/// account is for all, it is the payee, and payments are matched within the account.
///
/// Errors: the journal's own; amounts in what is no currency.
SourceBooks books_of_journal(const Journal& journal, const SourceContext& context);

}  // namespace headroom
