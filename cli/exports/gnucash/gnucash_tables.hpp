// What GnuCash keeps in its books, as it is stored.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "models/date.hpp"

namespace headroom {

/// A number as GnuCash keeps it: `numerator / denominator`.
struct GnucashFraction {
  std::int64_t numerator = 0;
  std::int64_t denominator = 1;  ///< above 0
};

/// Who a document is for, by GnuCash's own numbers.
enum class GnucashOwnerKind : int { none = 0, customer = 2, job = 3, vendor = 4, employee = 5 };

struct GnucashOwnerReference {
  GnucashOwnerKind kind = GnucashOwnerKind::none;
  std::string guid;
};

/// A customer, vendor or employee.
struct GnucashParty {
  GnucashOwnerReference self;
  std::string id;
  std::string name;
};

struct GnucashJob {
  std::string guid;
  GnucashOwnerReference owner;
};

struct GnucashAccount {
  std::string guid;
  std::string name;
  std::string type;       ///< BANK, CASH, RECEIVABLE, ...
  std::string commodity;  ///< a GUID
  std::string parent;     ///< a GUID; empty for a root
};

struct GnucashCommodity {
  std::string guid;
  std::string space;  ///< CURRENCY, or the market of a share
  std::string code;
};

/// What one unit of `commodity` was worth in `currency`.
struct GnucashPrice {
  std::string commodity;
  std::string currency;
  std::string date;
  GnucashFraction value;
};

/// Terms of payment: days after posting, or a day of a later month (proximo).
struct GnucashTerms {
  std::string guid;
  bool is_proximo = false;
  int due_days = 0;  ///< proximo: the day of the month
  int cutoff =
      0;  ///< proximo: the last day of posting that counts for the next month; not above 0: from the month's end
};

/// An invoice, bill, voucher or credit note.
struct GnucashDocument {
  std::string guid;
  std::string id;
  std::string date_posted;  ///< empty: a draft
  std::string due;          ///< as posted; empty where GnuCash kept none
  std::string currency;     ///< a GUID
  GnucashOwnerReference owner;
  std::string terms;               ///< a GUID, or empty
  std::string posted_transaction;  ///< a GUID; empty: a draft
  std::string posted_lot;          ///< a GUID; empty: a draft
  bool is_credit_note = false;
};

/// A line of a document.
struct GnucashEntry {
  std::string document;  ///< a GUID
  GnucashFraction quantity;
  GnucashFraction price;
  GnucashFraction discount;
  bool is_discount_percent = true;
  std::string discount_how;  ///< PRETAX, SAMETIME or POSTTAX
  bool is_taxed = false;
  bool is_tax_included = false;
  std::string tax_table;  ///< a GUID, or empty
};

struct GnucashTax {
  std::string tax_table;  ///< a GUID
  std::string account;    ///< a GUID
  GnucashFraction amount;
  bool is_percent = true;
};

/// One side of a transaction, in the commodity of its account.
struct GnucashSplit {
  std::size_t account = 0;  ///< among `accounts`
  GnucashFraction quantity;
  std::string date;         ///< of its transaction
  std::string lot;          ///< a GUID, or empty
  std::string transaction;  ///< a GUID
  bool is_link = false;     ///< sets one document against another: no money moved
};

/// Whose a lot is that belongs to no document: a payment on account.
struct GnucashLotOwner {
  std::string lot;  ///< a GUID
  GnucashOwnerReference owner;
};

/// What Headroom reads of GnuCash's books, as they are stored.
struct GnucashTables {
  std::string root_account;  ///< a GUID
  std::vector<GnucashAccount> accounts;
  std::vector<GnucashCommodity> commodities;
  std::vector<GnucashPrice> prices;
  std::vector<GnucashParty> parties;
  std::vector<GnucashJob> jobs;
  std::vector<GnucashTerms> terms;
  std::vector<GnucashDocument> documents;
  std::vector<GnucashEntry> entries;
  std::vector<GnucashTax> taxes;
  std::vector<GnucashSplit> splits;  ///< of all accounts but those of income, expense and equity
  std::vector<GnucashLotOwner> lot_owners;
  bool is_open_elsewhere = false;  ///< GnuCash has the books open
};

/// The day of a moment as GnuCash stores it: `2026-05-04 10:59:00` or `20260504215900`, in UTC. From version 3 on that
/// is 10:59 of the day. Earlier versions kept the local midnight, which east of Greenwich falls on the day before: a
/// later time means the next day. Nothing where it is no such moment, or out of the handled range.
std::optional<Date> gnucash_day(std::string_view text);

}  // namespace headroom
