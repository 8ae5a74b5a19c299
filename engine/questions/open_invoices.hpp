// Open invoices that may come late or never, and what it would mean if one were paid when due.
#pragma once

#include <cstddef>
#include <functional>
#include <string_view>
#include <vector>

#include "engine/flows/exposure.hpp"
#include "models/ledger.hpp"
#include "models/scenario.hpp"

namespace headroom {

/// An open invoice with all its parts. Requires: the ledger outlives it.
struct OpenInvoice {
  std::string_view counterparty, number;
  Minor amount = 0;      ///< open, in the ledger's currency
  double at_risk = 0.0;  ///< of that, what is expected not to come by the later of due date and day 1
};

/// Those with most at risk by the horizon, the most first; only what is at risk at all. What a customer's failure
/// threatens is not counted.
std::vector<OpenInvoice> invoices_at_risk(const Ledger& ledger, const Scenario& scenario, int horizon_days,
                                          std::size_t most);

/// Has an invoice paid for sure, each part on the later of its due date and day 1. Requires: the ledger outlives it.
std::function<void(Exposure&)> paid_when_due(const Ledger& ledger, const OpenInvoice& invoice);

}  // namespace headroom
