// A bill received and not yet paid in full.
#pragma once

#include <optional>
#include <string>

#include "models/date.hpp"
#include "models/money.hpp"
#include "models/payment_class.hpp"

namespace headroom {

/// A bill received and not yet fully paid, or one instalment of it.
struct Payable {
  std::string bill;
  std::string counterparty;
  Date due;
  Minor amount = 0;  ///< still open, in minor units of `currency`
  std::optional<Date> issued;
  std::string currency;  ///< as billed; empty: the ledger's
  PaymentClass payment_class = PaymentClass::supplier;
  std::string part;  ///< which instalment of the bill; empty: it is paid in one sum
};

}  // namespace headroom
