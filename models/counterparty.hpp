// A customer, and how the ledger says that it pays, cancels and fails.
#pragma once

#include <optional>
#include <string>

#include "models/payment_delay.hpp"

namespace headroom {

/// How a customer behaves, as `counterparties.csv` gives it. What is not given is empty.
struct Counterparty {
  std::string name;
  std::optional<double> cancellation;  ///< probability that an order is cancelled
  std::optional<double> on_time;       ///< probability of payment on the due date
  std::optional<LatePart> late;
  std::optional<double> never;           ///< probability that an invoice is never paid
  double prompt_share = 0.0;             ///< share of each invoice paid on its due date whatever becomes of the rest
  std::optional<std::string> delay_law;  ///< a law of `delays.csv`, instead of the four above
  std::optional<double> failure_annual;  ///< probability of failing within 365 days
  std::string group;
  std::string country;
};

}  // namespace headroom
