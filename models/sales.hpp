// A stream of expected sales that nobody has ordered yet.
#pragma once

#include <array>
#include <string>

#include "models/money.hpp"
#include "models/recurrence.hpp"

namespace headroom {

/// Expected sales not yet ordered: a stream of invoices to one counterparty.
struct SalesStream {
  std::string name;
  std::string counterparty;
  Minor amount = 0;  ///< expected per period, VAT included, in minor units of `currency`
  Recurrence when;   ///< invoice dates
  int terms_days = 0;
  std::array<double, 12> season = {1, 1, 1, 1, 1, 1,
                                   1, 1, 1, 1, 1, 1};  ///< by month of the invoice date, January first
  double volatility = 0.0;                             ///< log-sd of each period
  double level_volatility = 0.0;                       ///< log-sd of the stream's level, one draw a path
  double cost_share = 0.0;                             ///< cost of sales as a share of sales
  double cost_flex = 0.0;  ///< share of the cost that follows realised sales; the rest follows expected ones
  int cost_lead_days = 0;  ///< the cost is paid that long before the invoice date
  bool net_of_orders = false;
  std::string currency = {};  ///< empty: the ledger's
  std::string supplier;  ///< on whose delivery it depends, and to whom its cost is owed; empty: nobody in particular
};

}  // namespace headroom
