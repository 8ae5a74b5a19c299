#pragma once

#include <optional>
#include <string>

#include "models/date.hpp"
#include "models/money.hpp"
#include "models/payment_class.hpp"

namespace headroom {

/// A bill received and not yet fully paid.
struct Payable {
  std::string bill;
  std::string counterparty;
  Date due;
  Minor amount = 0;  ///< still open, in minor units of `currency`
  std::optional<Date> issued;
  std::string currency;  ///< as billed; empty: the ledger's
  PaymentClass payment_class = PaymentClass::supplier;
};

}  // namespace headroom
