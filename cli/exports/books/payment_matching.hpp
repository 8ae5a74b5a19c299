// Matches payments to invoices, by number, amount or age.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "models/date.hpp"
#include "models/message.hpp"
#include "models/money.hpp"

namespace headroom {

/// An invoice to a customer, or a supplier's bill, as a firm's books have it before any payment.
struct BookedInvoice {
  std::string counterparty;
  std::string currency;
  std::string number;  ///< empty where it has none
  Date issued;
  Date due;
  Minor amount = 0;  ///< in full, above 0
};

/// Money that came in for invoices or went out for bills; or a credit note, which settles without money.
struct BookedPayment {
  std::string counterparty;  ///< empty: known by the invoice's number alone
  std::string currency;
  std::string invoices;  ///< the number that it names, or several separated by `,` or `;`; empty where it names none
  Date paid;
  Minor amount = 0;  ///< above 0
  bool is_credit_note = false;
};

/// What became of one invoice.
struct MatchedInvoice {
  Minor open = 0;      ///< what no payment and no credit note has met
  Minor credited = 0;  ///< met by credit notes, not by money
  std::optional<Date>
      settled;  ///< where nothing is open: the day of the last payment, or of issue where all was paid in advance
  std::size_t payments = 0;  ///< how many payments and credit notes met it, wholly or partly
};

/// Which payment met which invoice, and what is left of both.
struct PaymentMatching {
  std::vector<MatchedInvoice> invoices;  ///< Shape: `[invoice]`, in the order given
  std::vector<Minor> left;               ///< Shape: `[payment]`: what no invoice took
  std::size_t by_number = 0;             ///< payments that met the invoice they name
  std::size_t by_amount = 0;             ///< that name none, and met one with exactly their amount open
  std::size_t by_age = 0;                ///< that met the oldest invoices, wholly or with the rest of what they name
  std::size_t unmatched = 0;             ///< that met nothing
  std::size_t credit_notes = 0;          ///< how many of the payments are credit notes
  std::size_t unknown_numbers = 0;       ///< that name a number which no invoice of their counterparty bears
};

/// Matches payments to invoices of the same counterparty and currency: first by the number that a payment names, then
/// by exactly the amount open, then the oldest first. Whatever an invoice cannot take goes on to the next. An invoice
/// issued after a payment takes it only where nothing issued by then is open (money paid in advance). Earlier payments
/// come first; ties keep the order given.
///
/// Requires: amounts above 0, as stated. Numbers are compared without case, surrounding spaces and a leading `#`.
PaymentMatching match_payments(const std::vector<BookedInvoice>& invoices, const std::vector<BookedPayment>& payments);

/// What the matching did, as sentences for a person: how many payments of each kind, how many invoices stay partly
/// open. `invoice` is the noun ("invoice", "bill"). Nothing where there was no payment.
std::vector<Message> matching_remarks(const PaymentMatching& matching, std::string_view invoice);

}  // namespace headroom
