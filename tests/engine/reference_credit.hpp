// Suppliers' credit limits, the plain way.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "models/ledger.hpp"
#include "tests/engine/reference_flows.hpp"

namespace headroom::twin {

/// What one day's deliveries of a supplier who limits what he lends come to.
struct Deliveries {
  std::vector<Due> cash;  ///< paid on delivery
  Minor sum = 0;
};

/// What stands open with the supplier at the end of a day and is not due yet.
Minor lent_at_end_of(int day, const std::string& supplier, const std::vector<const std::vector<Due>*>& lists);

/// Delivers what comes from the supplier on `day`, one after the other: what the limit leaves room for stays on credit,
/// in its place; the rest is to be paid that day. `past_due`: to him, the evening before.
Deliveries deliver_on(int day, const Supplier& terms, Minor limit, Minor past_due,
                      const std::vector<std::vector<Due>*>& lists);

/// The dues as they would be were everything paid on the day on which it falls due.
std::vector<Due> dues_of_firm_that_pays(const Ledger& ledger, int horizon_days, std::vector<Due> dues,
                                        std::vector<Due> later_dues);

}  // namespace headroom::twin
