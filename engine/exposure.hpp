#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/day_grid.hpp"
#include "engine/flow.hpp"
#include "engine/shocks.hpp"
#include "models/ledger.hpp"

namespace headroom {

/// A due that hangs on an exposure: an order's cost, a deposit owed back, the cost of expected sales.
struct ExposureDue {
  DatedFlow as_written;  ///< where and what it is; its amount is the one if the exposure goes ahead as expected
  Minor if_goes_ahead = 0, if_cancelled = 0;
  AffineAmount by_size;  ///< per_size not 0: the due is round(fixed + per_size x size) either way
  int last_failure_day = -1;
};

/// A payment delay as one item has it: the law after shocks, and what is known at as_of.
struct ExposureDelay {
  std::string name;  ///< equal only where the law is
  PaymentDelay law;
  std::optional<int> more_than;  ///< D is known to exceed this
};

/// An item whose course is not certain: an open invoice, an order, one period of expected sales.
struct Exposure {
  std::string kind, counterparty, number;  ///< its identity; `number` is what draws are keyed by
  std::string item;                        ///< as people call it
  int counterparty_index = -1;             ///< in the list of counterparties met
  double cancellation = 0.0;
  int last_failure_day = -1;  ///< failing by this day cancels it; -1: already invoiced
  Minor size = 0;             ///< as written
  double expected = 0.0, volatility = 0.0, level_volatility = 0.0;
  std::string level_number;  ///< identity of its stream
  int due_day = 0;           ///< unmoved; the day from which its delay counts
  int as_written_day = 0;    ///< unmoved; the due date as the ledger has it
  int first_day = 0;
  bool overdue = false;  ///< at as_of: left out of the ledger as written
  ExposureDelay delay;
  std::vector<ExposureDue> dues;
};

/// A counterparty that is met in receivables, orders or sales, with its failure law after shocks.
struct MetCounterparty {
  std::string name;
  /// P(failed by day d), d = 1.. up to the last day that matters to an item; empty where it cannot fail.
  std::vector<double> failed_by;
};

struct Exposures {
  std::vector<MetCounterparty> counterparties;  ///< by name
  std::vector<Exposure> items;
};

/// Every receivable, order and sales period up to the horizon, after shocks. Source: spec sections 1, 2 and 4.
Exposures exposures_of(const Ledger& ledger, const Shocks& shocks, const DayGrid& grid);

}  // namespace headroom
