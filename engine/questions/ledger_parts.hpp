// The parts of a ledger that can change from one month to the next, and ledgers mixed of two.
#pragma once

#include <array>
#include <bitset>
#include <cstddef>
#include <map>
#include <string>
#include <string_view>

#include "models/ledger.hpp"

namespace headroom {

/// What of a ledger can be replaced by another's. Each part of a ledger belongs to one of them.
enum class LedgerPart {
  date,         ///< as_of, and with it the horizon and what time has made of what comes back
  cash,         ///< with the owner's minimum
  receivables,  ///< open invoices and credit notes
  orders,
  payables,  ///< bills, and suppliers' terms
  fixed_costs,
  loans_and_lines,  ///< with what floating loans follow
  sales,            ///< expected
  customers,        ///< how those pay, cancel and fail that both ledgers know
  dependence,
  rates,    ///< of exchange
  policies  ///< how the firm pays, and its business days
};

inline constexpr std::size_t ledger_part_count = 12;

/// As JSON names it: `fixed_costs`.
std::string_view name_of(LedgerPart part);

/// A set of parts: those that come from the second ledger.
using LedgerParts = std::bitset<ledger_part_count>;

/// The items of a part: what each is called, and all that it says, as texts that are equal where they say the same.
using PartItems = std::map<std::string, std::string>;

PartItems items_of(const Ledger& ledger, LedgerPart part);

/// Two ledgers of one firm, and every ledger between them. Requires: both in one currency. Source: docs/changes.md.
class LedgerMixture {
 public:
  LedgerMixture(const Ledger& old_ledger, const Ledger& new_ledger);

  /// The parts that are not the same in both. What comes back (costs, sales, loans) is compared as it stands at the
  /// new date: that a month has passed changes the date alone.
  const LedgerParts& changed() const { return changed_; }

  /// The items of a part before and after, as `changed` compares them.
  PartItems items_before(LedgerPart part) const { return items_of(old_at_new_date_, part); }
  PartItems items_after(LedgerPart part) const { return items_of(new_, part); }

  /// The old ledger with these parts of the new one. With none it plays as the old one, with all that have changed as
  /// the new one, to the bit.
  Ledger mixed(const LedgerParts& of_new) const;

 private:
  Ledger old_, new_;  ///< each at its own date
  Ledger old_at_new_date_, new_at_old_date_;
  LedgerParts changed_;
};

}  // namespace headroom
