// A supplier's terms: interest and fees for lateness, when it stops, its credit limit.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "models/money.hpp"

namespace headroom {

/// What a supplier does once he has waited too long for his money.
enum class WhenStopped { no_delivery, prepayment };

/// The terms of one supplier, as `suppliers.csv` gives them. A supplier without a row charges nothing for
/// late payment, and goes on delivering.
struct Supplier {
  std::string name;
  double late_interest = 0.0;  ///< a year, simple, on what is unpaid
  Minor late_fee = 0;          ///< for each due that is unpaid `grace_days` after its day, in minor units of `currency`
  std::string currency = {};   ///< empty: the ledger's
  int grace_days = 0;
  std::optional<int> stops_after;  ///< days past due of the oldest unpaid due; nothing: goes on delivering
  WhenStopped when_stopped = WhenStopped::no_delivery;
  int prepayment_days = 0;  ///< how long before its delivery a cost is paid once delivery has to be paid in advance
  std::optional<Minor>
      credit_limit;    ///< what may stand open, due or not, in minor units of `currency`; nothing: no limit
  int terms_days = 0;  ///< credit given: from the delivery of goods to the date on which they are paid

  bool operator==(const Supplier&) const = default;
};

/// The place of a supplier among `by_name`; -1 where there is none of this name. Requires: they are sorted by name.
int place_of_supplier(const std::vector<Supplier>& by_name, std::string_view name);

}  // namespace headroom
