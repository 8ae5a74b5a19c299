// What tests say of items that no noun of a ledger says: the class of a cost, and factors by day and path.
#pragma once

#include <cstdint>
#include <optional>

#include "engine/draws/random_stream.hpp"
#include "models/payment_class.hpp"

namespace headroom::twin {

/// Decided by the item's identity; the same on every machine.
struct Amendment {
  static constexpr int process_count = 3;

  std::uint64_t seed = 1;
  bool changes_classes = true, has_factors = true;

  /// Of what an order or a period of sales costs: any but the owner.
  PaymentClass class_of_cost(const ItemIdentity& item) const;
  /// The process whose factor multiplies it; -1: none.
  int factor_of_receipt(const ItemIdentity& item) const;
  int factor_of_cost(const ItemIdentity& item) const;
};

/// Process 0 stands at 1, 1 rises by a thousandth a day, 2 is lognormal, each day by itself.
double factor_on(std::uint64_t seed, int process, int day, std::uint64_t path);

}  // namespace headroom::twin
