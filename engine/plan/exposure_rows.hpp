// The rows of uncertain exposures in a plan, with their sizes and the dues that depend on them.
#pragma once

#include <cstdint>
#include <optional>

#include "engine/flows/exposure.hpp"
#include "engine/plan/plan_columns.hpp"
#include "engine/plan/supplier_plan.hpp"

namespace headroom {

/// Lays out exposures as rows of a plan, one after the other.
class ExposureRows {
 public:
  /// Requires: what it is given outlives it.
  ExposureRows(std::uint64_t seed, SupplierPlan& suppliers, Plan& plan)
      : seed_(seed), suppliers_(suppliers), plan_(plan) {}

  /// Adds a row. `law`: the row of its delay law. `follows`: it is the last of those that suppliers follow.
  void add(const Exposure& exposure, int law, bool follows);

 private:
  std::int32_t size_row(const Exposure& exposure, const ItemIdentity& identity);
  std::int32_t factor_tile(std::optional<PaymentClass> payment_class, int process);
  void add_due(const ExposureDue& due, bool sized_at_random);
  std::int32_t arrears_row(std::int32_t real_day);
  void add_delivery(const ExposureDue& due, bool sized_at_random, std::int32_t tile_row);
  void add_amount(const ExposureDue& due, bool sized_at_random, std::int32_t tile, std::int32_t row);

  std::uint64_t seed_;
  SupplierPlan& suppliers_;
  Plan& plan_;
};

}  // namespace headroom
