// Reads the tables beside company.toml.
#pragma once

#include "cli/ledger/ledger_draft.hpp"
#include "cli/syntax/csv.hpp"
#include "cli/syntax/table_reader.hpp"

namespace headroom {

// The CSV files of a ledger folder, each read into the draft with every fault in the log. Currencies are converted on
// the way. Requires: company.toml has been read, and delays.csv before counterparties.csv. Each returns the names of
// the columns kept as notes.

/// Needs nothing else; company.toml asks for it.
std::vector<std::string> read_rates(CsvRows& rows, LedgerDraft& draft, FaultLog& log);
std::vector<std::string> read_delays(CsvRows& rows, LedgerDraft& draft, FaultLog& log);
std::vector<std::string> read_counterparties(CsvRows& rows, LedgerDraft& draft, FaultLog& log);
std::vector<std::string> read_suppliers(CsvRows& rows, LedgerDraft& draft, FaultLog& log);
std::vector<std::string> read_receivables(CsvRows& rows, LedgerDraft& draft, FaultLog& log);
std::vector<std::string> read_orders(CsvRows& rows, LedgerDraft& draft, FaultLog& log);
/// Requires: orders.csv has been read.
std::vector<std::string> read_milestones(CsvRows& rows, LedgerDraft& draft, FaultLog& log);
std::vector<std::string> read_payables(CsvRows& rows, LedgerDraft& draft, FaultLog& log);
std::vector<std::string> read_history(CsvRows& rows, LedgerDraft& draft, FaultLog& log);

}  // namespace headroom
