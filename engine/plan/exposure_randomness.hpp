// Whether an uncertain exposure can turn out in more than one way within the horizon.
#pragma once

#include "engine/flows/day_grid.hpp"
#include "engine/flows/exposure.hpp"
#include "engine/plan/delay_tables.hpp"
#include "engine/plan/plan_columns.hpp"
#include "engine/plan/supplier_plan.hpp"

namespace headroom {

/// Looks at exposures of the counterparty whose columns were added last.
class ExposureRandomness {
 public:
  /// Requires: what it is given outlives it.
  ExposureRandomness(const DayGrid& grid, const DelayTables& tables, const SupplierPlan& suppliers, const Plan& plan)
      : grid_(grid), tables_(tables), suppliers_(suppliers), plan_(plan) {}

  /// Whether money comes, or falls due, on another day or in another amount from path to path. `law`: its row.
  bool is_random(const Exposure& exposure, int law) const;

 private:
  bool can_fail_by(int day) const;
  bool is_receipt_random(const Exposure& exposure, int law, bool is_undecided, bool is_sized_at_random) const;
  bool is_due_random(const Exposure& exposure, const ExposureDue& due, bool is_undecided,
                     bool is_sized_at_random) const;

  const DayGrid& grid_;
  const DelayTables& tables_;
  const SupplierPlan& suppliers_;
  const Plan& plan_;
};

}  // namespace headroom
