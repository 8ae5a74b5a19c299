// Reads company.toml into a ledger.
#pragma once

#include <string_view>

#include "cli/ledger/amount_reader.hpp"
#include "cli/ledger/ledger_draft.hpp"
#include "cli/ledger/seen_items.hpp"
#include "cli/syntax/toml_reader.hpp"

namespace headroom {

/// Reads the text of `company.toml` into the draft; every fault goes to the log.
void read_company_text(std::string_view text, LedgerDraft& draft, FaultLog& log);

/// Reads a table `[dependence]`: shares from 0 to 1 that sum to at most 1.
Dependence read_dependence(TomlReader& table);

/// Whether a figure of an entry is unknown ("?") for which nothing is taken: the entry then stays out of the ledger,
/// and what it would have to agree with is not looked at. `name`: `loan` for [[loan]].
bool lacks_an_answer(const TomlReader& table, std::string_view name);

// The parts of company.toml that are lists of tables.
/// `amounts`: of the whole file; `places`: where the costs read so far stand.
void read_fixed_cost(TomlReader& table, LedgerDraft& draft, AmountReader& amounts, std::vector<Place>& places);
void read_sales(TomlReader& table, LedgerDraft& draft, AmountReader& amounts, std::vector<Place>& places);
void read_loan(TomlReader& table, LedgerDraft& draft, AmountReader& amounts, SeenItems& seen);
void read_credit_line(TomlReader& table, LedgerDraft& draft, AmountReader& amounts, SeenItems& seen);

}  // namespace headroom
