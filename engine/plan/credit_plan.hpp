// Lays out the accounts with suppliers who limit what they lend.
#pragma once

#include <vector>

#include "engine/flows/day_grid.hpp"
#include "engine/flows/exposure.hpp"
#include "engine/plan/plan_columns.hpp"
#include "engine/plan/supplier_columns.hpp"
#include "models/ledger.hpp"

namespace headroom {

/// A cost whose goods come from a supplier with a limit, while a plan is built.
struct CreditCost {
  std::int32_t due = 0;       ///< among the followed dues
  std::int32_t tile_row = 0;  ///< in the tile of deliveries
  std::int32_t day = 0;       ///< settled, on which the goods come
};

/// Whether a cost of a supplier with these terms is lent, in part or whole, within the horizon: its goods come by then,
/// and before it is due.
bool is_lent(const Supplier& terms, const DayGrid& grid, const DatedFlow& cost);

/// The settled day on which the goods of a cost come; 0 where they have come before.
std::int32_t goods_day(const Supplier& terms, const DayGrid& grid, const DatedFlow& cost);

/// Lays out the accounts with suppliers who limit them. Requires: the followed dues are in their final order. Source:
/// docs/model/supplier.md.
void add_credit(const Ledger& ledger, const DayGrid& grid, const ExposureDueColumns& amounts,
                std::vector<CreditCost> costs, SupplierColumns& columns);

}  // namespace headroom
