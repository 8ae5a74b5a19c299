// A firm's books as the reader of a source finds them, and the ledger's tables made of them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/exports/books/imported_books.hpp"
#include "cli/exports/books/payment_matching.hpp"
#include "models/side.hpp"

namespace headroom {

/// An invoice, a bill or a credit as a source tells it, and where it stands.
struct SourceItem {
  BookedInvoice invoice;        ///< its amount may be below 0 (a credit) where the source states what is open
  int line = 0;                 ///< of the source
  std::optional<Minor> open;    ///< what the source itself says is open; without it, payments are matched
  std::optional<Date> settled;  ///< where the source says when a paid one was paid
  std::string basis;            ///< what was assumed of it: a note in the ledger; empty where nothing was
  bool has_issued = true;       ///< false: nobody says when it was issued
  bool has_due = true;          ///< false: its due date is an assumption, which history must not learn from
  bool is_invoice = true;       ///< false: owed for another reason (a refund, an opening balance): no history, no sale
};

/// A payment or credit note as a source tells it.
struct SourcePayment {
  BookedPayment payment;
  std::string number;  ///< its own, empty where it has none
  int line = 0;
};

/// What customers owe, or what is owed to suppliers.
struct SourceSide {
  std::vector<SourceItem> items;
  std::vector<SourcePayment> payments;
};

/// A firm's books as one source tells them: what it has ready, and invoices and payments of which tables are to be
/// made.
struct SourceBooks : ImportedBooks {
  SourceSide customers, suppliers;

  SourceSide& of(Side side) { return side == Side::receivables ? customers : suppliers; }
};

/// The day `days` after another, or the last that the program handles.
Date due_after(Date issued, int days);

/// Makes a ledger's tables of a source's books, whatever read them: matches payments to the items of which the source
/// does not say what is open, and leaves out what happened after `as_of`. Open items become receivables and payables,
/// settled ones history. Money of customers that no invoice takes is owed back to them: it becomes a credit note.
/// Suppliers' credits are left out; both are said. Items of one identity are told apart.
///
/// Errors: those of the source, passed on; names and numbers longer than a ledger takes.
ImportedBooks imported_books(SourceBooks source, const std::optional<Date>& as_of,
                             const std::optional<std::string>& ledger_currency);

}  // namespace headroom
