#pragma once

#include <optional>
#include <string>

#include "models/money.hpp"
#include "models/payment_class.hpp"

namespace headroom {

/// One dated sum of money, in or out, as the ledger has it before anything random happens.
struct DatedFlow {
  int day = 0;                                ///< on which it happens; beyond the horizon if later than H
  int real_day = 0;                           ///< from which its age counts: negative for what was overdue at as_of, else `day`
  int unmoved_day = 0;                        ///< before payment policy and business-day rule: interest runs to here
  std::optional<PaymentClass> payment_class;  ///< none: money in
  Minor amount = 0;                           ///< never negative
  std::string item;
  std::string counterparty;
  std::string part;        ///< "interest" or "principal" of a loan
  int loan = -1;           ///< index in the ledger
  bool certain = true;     ///< false: stands for a random item as written
  bool deferrable = true;  ///< false: arrears and what was due before as_of
};

}  // namespace headroom
