// Looks up accounts, parties, lots and prices in GnuCash's tables.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "cli/exports/gnucash/gnucash_tables.hpp"
#include "models/money.hpp"

namespace headroom {

/// A running sum in millionths of a unit, which hold every fraction that GnuCash makes of a currency.
class GnucashSum {
 public:
  void add(const GnucashFraction& fraction);

  /// Rounded half away from zero; nothing where it is, or was, beyond what an amount may be.
  std::optional<Minor> minor(int decimals) const;

 private:
  std::int64_t micros_ = 0;
  bool is_too_large_ = false;
};

/// What belongs to which identifier of GnuCash's books.
///
/// Requires: the tables stay where they are.
struct GnucashIndex {
  explicit GnucashIndex(const GnucashTables& tables);

  /// 1 + the place of a customer, vendor or employee among the parties, also behind a job; 0 for nobody.
  std::size_t party_of(GnucashOwnerReference owner) const;
  /// The ISO 4217 code in which an account is kept, where it is one that is known.
  std::optional<std::string> currency_of(const GnucashAccount& account) const;

  std::unordered_map<std::string, std::string> currencies;  ///< GUID -> ISO 4217 code
  std::unordered_map<std::string, std::size_t> parties;     ///< GUID -> 1 + place
  std::unordered_map<std::string, GnucashOwnerReference> jobs;
  std::unordered_map<std::string, const GnucashTerms*> terms;
  std::unordered_map<std::string, std::vector<const GnucashEntry*>> lines;  ///< by document
  std::vector<std::string> names;                                           ///< Shape: `[party]`, as counterparties
  std::vector<bool>
      is_in_use;  ///< Shape: `[account]`; false for templates of scheduled transactions: they never happened
};

/// What a currency was worth in the ledger's, by the books' own prices.
struct GnucashRate {
  std::string currency;
  std::string text;  ///< ledger currency for one unit, as decimals
  Date date;
};

/// The latest price at or before a day of each currency in the ledger's, or of the ledger's in it.
std::vector<GnucashRate> latest_rates(const GnucashTables& tables, const GnucashIndex& index,
                                      const std::string& ledger_currency, Date as_of);

}  // namespace headroom
