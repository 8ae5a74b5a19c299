// What has come from each customer by the day on which the firm fails, and what should have.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/questions/case_defaults.hpp"
#include "models/ledger.hpp"

namespace headroom {

/// One customer's money by the days on which futures fail. Means over failing futures, in minor units of the ledger's
/// currency. Missing is what was due as written by a day, what is overdue on day 1, less what has come by it.
struct CustomerReceipts {
  std::string counterparty;
  double expected = 0.0;            ///< due as written by those days
  double missing_in_failing = 0.0;  ///< in each failing future by its own day
  double missing_in_all = 0.0;      ///< by the same days, mean over all futures
};

/// The receipts of every customer who owes something by then, on the first paths of a run, each customer played alone:
/// memory grows with neither paths nor customers, but for some sums a customer. What a supplier's stop spoils is not
/// taken off. `default_days`: of the first paths; above the horizon: none. Empty where no future fails. In order of
/// what is missing in failing futures beyond what is missing in all.
std::vector<CustomerReceipts> customer_receipts(const Ledger& ledger, const Scenario& scenario,
                                                const SimulationSettings& settings,
                                                const std::vector<std::uint16_t>& default_days);

/// On how many paths customers are played: fewer where there are very many customers.
std::uint64_t paths_for_customers(std::uint64_t paths, const Ledger& ledger);

}  // namespace headroom
