// Everything that one source held, in the ledger's notation: items, cash, debts, rates.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "cli/exports/tables/exported_items.hpp"
#include "models/date.hpp"
#include "models/error.hpp"
#include "models/money.hpp"

namespace headroom {

/// What a source says is in the firm's bank and cash accounts.
struct OpeningCash {
  std::string currency;  ///< empty: the ledger's
  std::string amount;    ///< plain, in major units
  std::string accounts;  ///< whose balance it is, for a person
};

/// All that one source holds, in the ledger's own notation.
struct ImportedBooks {
  std::string file;                   ///< the source, as faults name it
  std::vector<ExportedItems> tables;  ///< at most one of each kind
  std::optional<ExportedItems>
      invoiced;                   ///< all invoices to customers, paid ones too, in full; where the source holds them
  std::vector<OpeningCash> cash;  ///< one for each currency, where the source holds accounts
  std::vector<OpeningCash> overdrafts;       ///< likewise, what accounts are overdrawn by: above 0
  std::vector<std::string> debts;            ///< what the accounts owe beyond bills, to be entered by hand: sentences
  std::string currency;                      ///< of the books as a whole, where they tell it; empty: that of most items
  std::string currency_reason;               ///< a sentence's end: how they tell it
  std::map<std::string, std::string> rates;  ///< currency -> `currency` for one unit, where the books have them
  std::optional<Date> as_of;                 ///< the day of which the source itself says that it speaks
  bool states_open = false;                  ///< the source itself says what is open of each item
  std::vector<Message> assumptions;          ///< sentences, for a person
  std::vector<Message> remarks;              ///< likewise, on what was left out or changed, beside those of the tables
  Faults faults;                             ///< beside those of the tables
};

}  // namespace headroom
