// A cost that comes back whatever is sold: wages, rent, insurance.
#pragma once

#include <string>
#include <vector>

#include "models/money.hpp"
#include "models/payment_class.hpp"
#include "models/recurrence.hpp"

namespace headroom {

/// A cost that goes on whatever is sold: wages, rent, utilities, insurance, the owner's drawings.
struct FixedCost {
  std::string name;
  PaymentClass payment_class = PaymentClass::other;
  Minor amount = 0;  ///< in minor units of `currency`
  Recurrence when;
  double growth_annual = 0.0;
  std::string currency = {};  ///< empty: the ledger's
};

/// The amount due on `date`: amount x (1 + growth)^(whole years since the first date), rounded to minor units of its
/// currency.
Minor amount_on(const FixedCost& cost, Date date);

}  // namespace headroom
