// One sum of money on one day: the unit of everything certain that a ledger holds.
#pragma once

#include <optional>
#include <string_view>

#include "models/ledger.hpp"
#include "models/money.hpp"
#include "models/payment_class.hpp"

namespace headroom {

/// An amount as its item has it, where that is not in the ledger's currency.
/// Requires: the item outlives it.
struct ForeignAmount {
  Minor amount = 0;           ///< in minor units of `currency`
  std::string_view currency;  ///< empty: the item is in the ledger's own, and there is nothing to add

  bool is_given() const { return !currency.empty(); }
};

/// The amount in its item's currency, or nothing to add where that is the ledger's.
inline ForeignAmount foreign_amount(const Ledger& ledger, Minor amount, std::string_view currency) {
  return is_foreign(ledger, currency) ? ForeignAmount{amount, currency} : ForeignAmount{};
}

/// One dated sum of money, in or out, as the ledger has it before anything random happens.
/// Requires: what its texts belong to, the ledger as a rule, outlives it.
struct DatedFlow {
  int day = 0;            ///< on which it happens; beyond the horizon if later than H
  int real_day = 0;       ///< from which its age counts: negative for what was overdue at as_of, else `day`
  int unmoved_day = 0;    ///< before payment policy and business-day rule: interest runs to here
  int loan = -1;          ///< index in the ledger
  Minor amount = 0;       ///< in the ledger's currency, never negative
  ForeignAmount foreign;  ///< the same as its item has it
  std::string_view item;
  std::string_view counterparty;
  std::string_view part;  ///< "interest", "principal" or "fee" of a loan; an instalment, a milestone, "disputed"
  std::optional<PaymentClass> payment_class;  ///< none: money in
  bool certain = true;                        ///< false: stands for a random item as written
  bool continued = false;  ///< a further piece of the flow before it, where that falls on the same day
  bool deferrable = true;  ///< false: arrears and what was due before as_of
  int followed = -1;       ///< the exposure it belongs to, among those followed path by path
};

}  // namespace headroom
