#pragma once

#include <string>

#include "cli/exports/books/source_books.hpp"
#include "cli/exports/journals/journal.hpp"
#include "cli/exports/tables/source_context.hpp"

namespace headroom {

/// What an account of a journal is to a firm's receivables and payables.
enum class AccountRole { receivable, payable, cash, other_asset, earned_or_spent, own_capital, other };

/// The role of an account, by its name and the types that the journal declares for it or an account above it. Cash
/// accounts are told as hledger tells them.
AccountRole role_of_account(const std::string& account, const std::map<std::string, char>& declared_types);

/// Reads a journal's postings to accounts of receivables and payables as invoices, bills, payments and credit notes,
/// and the balance of its cash accounts. The counterparty is the account below the receivable or payable one, else the
/// payee.
///
/// Errors: the journal's own; amounts in what is no currency.
SourceBooks books_of_journal(const Journal& journal, const SourceContext& context);

}  // namespace headroom
