// A ledger while it is being read, and what watches over its sums.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/ledger/reading_rates.hpp"
#include "cli/syntax/fault_log.hpp"
#include "models/ledger.hpp"

namespace headroom {

/// Keeps watch that the absolute amounts of a whole ledger stay below 2^53 minor units, where they are exact as
/// doubles.
class AmountTotal {
 public:
  /// Adds `amount` (in minor units) and logs a fault at the place where the limit is first passed.
  void add(double amount, Place place, FaultLog& log);

 private:
  double total_ = 0.0;
  bool reported_ = false;
};

/// The line of each item in its file. Shape: `[item]`, as in the ledger.
struct ItemLines {
  std::vector<int> receivables, orders, payables, history;
};

/// What of the ledger's risk nobody has entered, but something else has assumed (`basis`).
struct AssumedRisk {
  bool dependence = false;
  std::vector<std::size_t> sales;  ///< among the ledger's streams

  bool any() const { return dependence || !sales.empty(); }
};

/// A ledger while it is being read: what is missing because of a fault stays empty, so that reading goes on.
struct LedgerDraft {
  Ledger ledger;
  ItemLines lines;
  std::optional<Date> as_of;
  ReadingRates rates;
  AmountTotal total;
  AssumedRisk assumed_risk;
  bool orders_at_fault = false;  ///< some order could not be read
};

}  // namespace headroom
