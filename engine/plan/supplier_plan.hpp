// Lays out what suppliers with terms are owed, and what depends on them.
#pragma once

#include <string>
#include <vector>

#include "engine/flows/day_grid.hpp"
#include "engine/flows/exposure.hpp"
#include "engine/flows/flow.hpp"
#include "engine/plan/credit_plan.hpp"
#include "engine/plan/supplier_columns.hpp"
#include "models/ledger.hpp"

namespace headroom {

/// Collects what suppliers with terms are owed, and what depends on them, while a plan is built. Source:
/// docs/model/supplier.md.
class SupplierPlan {
 public:
  /// Requires: what it is given outlives it.
  SupplierPlan(const Ledger& ledger, const DayGrid& grid, SupplierColumns& columns);

  /// The bills among what is certain, and what else of class supplier was due before as_of.
  void add_bills(const std::vector<DatedFlow>& scheduled);

  /// Whether the plan keeps what becomes of an exposure on each path. Such a one needs a row, however certain it is.
  bool follows(const Exposure& exposure) const;

  /// Whether a due beyond the horizon can come to lie within it, or is lent within it.
  bool may_bring_forward(const Exposure& exposure, const ExposureDue& due) const;

  /// Begins an exposure that is followed. `row`: in the plan; `paid_day`: as written, H + 1 where not by the horizon.
  void begin(const Exposure& exposure, int counterparty, std::int32_t row, std::int32_t paid_day);
  /// Adds a due of the exposure begun last. `row`: in the plan's dues of exposures.
  void add(const ExposureDue& due, std::int32_t row);

  /// Whether a due is the cost of goods on credit, of a supplier with a limit.
  bool is_lent(const Exposure& exposure, const ExposureDue& due) const;
  /// Adds the goods that the due added last pays for, which have a row of the tile of deliveries to themselves. Returns
  /// that row.
  std::int32_t add_delivery(const ExposureDue& due);

  /// Sorts what was added. `amounts`: of the dues of exposures.
  void finish(const ExposureDueColumns& amounts);

 private:
  /// A due and what it is told apart by.
  struct NamedDue {
    FollowedDue due;
    std::string kind, counterparty, number;
  };

  std::int32_t beyond() const { return grid_.horizon_days() + 1; }
  const Supplier& terms_of(int supplier) const { return columns_.terms[static_cast<std::size_t>(supplier)]; }
  void rank_dues();
  std::vector<CreditCost> lent_costs() const;

  const Ledger& ledger_;
  const DayGrid& grid_;
  SupplierColumns& columns_;
  std::string kind_, number_;  // of the exposure begun last
  std::vector<NamedDue> dues_;
  std::vector<std::int32_t> goods_days_;  // by row of the tile of deliveries
};

}  // namespace headroom
