// How far suppliers' credit limits are used if all goes as written.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "models/ledger.hpp"

namespace headroom {

/// How far a firm uses what a supplier lends at most, with the ledger as written and everything paid on the day on
/// which it falls due. In minor units of the ledger's currency.
struct CreditUse {
  std::string supplier;
  Minor limit = 0;
  Minor opening = 0;             ///< open on the morning of day 0: bills, and what was delivered by then
  std::optional<int> first_day;  ///< on which something has to be paid on delivery; nothing: not by the horizon
  Minor excess = 0;              ///< wanted on delivery that day
};

/// Shape: one for each supplier with a credit limit, by name. Source: docs/model/supplier.md.
std::vector<CreditUse> credit_as_planned(const Ledger& ledger, int horizon_days);

}  // namespace headroom
