// On which paths, and in which month, a customer first lets an invoice go unpaid for so many days.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/lending/month_grid.hpp"
#include "engine/paths/tiles.hpp"
#include "engine/plan/plan_columns.hpp"

namespace headroom {

/// What one customer pays when. Invoices whose course is certain are not looked at.
class CustomerLateness {
 public:
  /// Has the plan keep the days on which the customer pays. Requires: called before any tiles of the plan are made; the
  /// plan and the grid outlive it.
  CustomerLateness(Plan& plan, const std::string& customer, int late_days, const MonthGrid& grid);

  /// By lane, the first month in which an invoice has been unpaid for these days; -1: none. Shape: [block_lanes]
  void first_months(const Tiles& tiles, std::int32_t* months) const;

 private:
  const Plan* plan_;
  const MonthGrid* grid_;
  int late_days_;
  std::vector<std::size_t> places_;  ///< among the exposures that the plan follows
};

}  // namespace headroom
