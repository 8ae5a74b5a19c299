#pragma once

#include <optional>
#include <string>

#include "models/date.hpp"
#include "models/money.hpp"

namespace headroom {

/// An invoice issued and not yet fully paid. A negative amount is a credit note.
struct Receivable {
  std::string invoice;
  std::string counterparty;
  Date due;
  Minor amount = 0;  ///< still open, VAT included, in minor units of `currency`
  std::optional<Date> issued;
  std::string currency;  ///< as invoiced; empty: the ledger's
};

}  // namespace headroom
