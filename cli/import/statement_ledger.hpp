// The open items of a ledger's tables, and the tables once some were paid.
#pragma once

#include <filesystem>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "cli/exports/statements/statement_matching.hpp"
#include "cli/syntax/csv.hpp"
#include "models/date.hpp"
#include "models/error.hpp"
#include "models/side.hpp"

namespace headroom {

/// A table of a ledger with its open items, and what became of them.
struct PaidTable {
  Side side = Side::receivables;
  CsvTable table;
  std::vector<OpenItem> items;      ///< those that can be paid: above 0
  std::vector<std::size_t> row_of;  ///< Shape: `[item]`, among the table's rows
  std::vector<OpenItem> credits;    ///< credit notes, as what is owed back: above 0
  std::vector<std::size_t> credit_row_of;
  std::set<std::size_t> paid_back;  ///< rows of credit notes that the statement shows paid out
  std::vector<StatementPayment> payments;
  StatementMatching matching;
};

/// The document of a ledger with the open items of the side.
std::string document_of(Side side);

/// Reads receivables.csv or payables.csv of a ledger. Nothing where the folder has none.
///
/// Errors: what is no such table, and rows whose amount or due date cannot be read.
Result<std::optional<PaidTable>> read_paid_table(const std::filesystem::path& folder, Side side,
                                                 const std::string& ledger_currency);

/// An invoice that history.csv has as settled.
struct SettledInvoice {
  std::string number, counterparty, currency;
  Minor amount = 0;
  Date settled;
};

/// The invoices that history.csv has as settled; empty where there is none.
std::vector<SettledInvoice> settled_invoices(const std::filesystem::path& folder, const std::string& ledger_currency);

/// The table with what is still open of each item; rows of settled items are gone.
std::string table_after(const PaidTable& paid);

/// history.csv with the settled items after what it holds; nothing where none is settled.
///
/// Errors: a history that is no table.
Result<std::optional<std::string>> history_after(const std::filesystem::path& folder,
                                                 const std::vector<PaidTable>& tables);

}  // namespace headroom
