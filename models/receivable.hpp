// An invoice issued and not yet paid in full, or a credit note.
#pragma once

#include <optional>
#include <string>

#include "models/date.hpp"
#include "models/money.hpp"

namespace headroom {

/// An invoice issued and not yet fully paid, or one instalment of it. A negative amount is a credit note.
struct Receivable {
  std::string invoice;
  std::string counterparty;
  Date due;
  Minor amount = 0;  ///< still open, VAT included, in minor units of `currency`
  std::optional<Date> issued;
  std::string currency;  ///< as invoiced; empty: the ledger's
  std::string part;      ///< which instalment of the invoice; empty: it is paid in one sum

  Minor disputed = 0;                 ///< what the customer contests of `amount`
  double dispute_lost = 0.0;          ///< probability that this is never paid
  std::optional<Date> dispute_until;  ///< it is not paid before this day
  std::string credits;  ///< of a credit note: the invoice of the same customer that it reduces; empty: it is paid out
};

}  // namespace headroom
