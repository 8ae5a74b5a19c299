// Reads the CSV that hledger and ledger write.
#pragma once

#include <string>
#include <vector>

#include "cli/exports/journals/journal.hpp"
#include "cli/syntax/csv.hpp"

namespace headroom {

/// Whether these are the first rows of `hledger print -O csv`, by its headings (`txnidx`, `account`, `commodity`, ...).
bool is_hledger_csv(const std::vector<CsvRow>& rows);

/// Whether these are the first rows of `ledger csv`: eight columns without headings, the date first, the state seventh.
bool is_ledger_csv(const std::vector<CsvRow>& rows);

/// Reads `hledger print -O csv`: one row a posting, all amounts filled in.
Journal read_hledger_csv(const std::string& file, const std::vector<CsvRow>& rows);

/// Reads `ledger csv`. It does not say where a transaction ends: rows of one date, code and payee belong together until
/// they add up to 0.
Journal read_ledger_csv(const std::string& file, const std::vector<CsvRow>& rows);

}  // namespace headroom
