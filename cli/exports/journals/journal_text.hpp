// Reads journals of hledger and ledger in their own format.
#pragma once

#include <string>
#include <string_view>

#include "cli/exports/journals/journal.hpp"

namespace headroom {

/// Whether text is a journal of hledger or ledger: the first line that begins with a date is followed by an indented
/// one.
bool is_journal_text(std::string_view text);

/// Reads a journal in its own format. The subset (docs/import_formats.md): transactions, postings with amounts, costs
/// and assertions, comments with tags, directives that declare accounts, commodities and decimal marks. Rules for
/// periodic and automated postings are left out, as `hledger print` leaves them out.
///
/// Errors: every line beyond that, by its number: included files, aliases, lots, expressions, assignments of balances,
/// and transactions that do not balance.
Journal read_journal_text(const std::string& file, std::string_view text);

}  // namespace headroom
