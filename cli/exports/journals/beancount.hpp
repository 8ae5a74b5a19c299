// Reads the books of beancount in their own format.
#pragma once

#include <string>
#include <string_view>

#include "cli/exports/journals/journal.hpp"

namespace headroom {

/// Whether text is beancount's: a dated directive such as `open` or `balance`, an `option`, or a transaction whose
/// words stand in quotation marks.
bool is_beancount_text(std::string_view text);

/// Reads books of beancount as a journal. Read are transactions with their postings, costs, prices, metadata and links,
/// `balance`, `pad`, `open` and the options that rename accounts; what else there is changes no balance and is passed
/// over. A link (`^INV-1`) or the metadata `invoice:` or `bill:` numbers a document, `due:` is its due date.
///
/// Errors: among the journal's faults, each with its line: `include`, calculated amounts, transactions that do not
/// balance, balances that the postings do not come to.
Journal read_beancount(const std::string& file, std::string_view text);

}  // namespace headroom
