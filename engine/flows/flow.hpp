// Dated sums of money, in the ledger's currency and as their items have them.
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

/// An amount of an item: in the ledger's currency, converted and rounded once, and as the item has it.
struct ItemAmount {
  Minor amount = 0;
  ForeignAmount foreign;

  ItemAmount& operator-=(const ItemAmount& other) {
    amount -= other.amount;
    foreign.amount -= other.foreign.amount;
    return *this;
  }
};

/// Where items of a ledger are converted into its currency.
inline ItemAmount item_amount(const Ledger& ledger, Minor amount, std::string_view currency) {
  return {in_ledger_currency(ledger, amount, currency), foreign_amount(ledger, amount, currency)};
}

/// A share of an amount, rounded in each currency by itself.
inline ItemAmount share_of(const ItemAmount& amount, double share) {
  return {share_of(amount.amount, share), {share_of(amount.foreign.amount, share), amount.foreign.currency}};
}

/// What of its item a flow is: reports have the words.
enum class FlowKind {
  item,  ///< all of it, or the part that it names
  interest,
  principal,
  fee,
  past_due,  ///< of a loan, at as_of
  deferred,  ///< dues that a relief put off
  disputed,
  on_delivery,  ///< and so on: what suppliers with terms want
  prepayment,
  refund,
  late_interest,
  late_fee
};

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
  FlowKind kind = FlowKind::item;
  std::string_view part;                      ///< of an invoice, a bill or an order: an instalment, a milestone
  std::optional<PaymentClass> payment_class;  ///< none: money in
  bool certain = true;                        ///< false: stands for a random item as written
  bool continued = false;  ///< a further piece of the flow before it, where that falls on the same day
  bool deferrable = true;  ///< false: arrears and what was due before as_of
  int followed = -1;       ///< the exposure it belongs to, among those followed path by path
};

}  // namespace headroom
