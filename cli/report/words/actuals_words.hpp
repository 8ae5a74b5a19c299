// What is said of a forecast and what came.
#pragma once

#include "cli/report/actuals_report.hpp"
#include "models/message.hpp"

namespace headroom {

/// Which forecast, and on which of its days the later ledger stands.
Message actuals_title(const ActualsReport& report);
/// How it is known what was paid, before any number.
Message actuals_basis_sentence();
/// Cash among the futures, or why that cannot be said.
Message cash_actual_sentence(const ActualsReport& report);
/// Why there is no quantile of cash; empty where there is one.
Message cash_reason(const ActualsReport& report);
/// Why an invoice has no day of payment or no quantile; empty where it has.
Message invoice_reason(const InvoiceActual& actual);
/// How many invoices came within the middle 90% of their law, or that none can be told.
Message coverage_sentence(const ActualsReport& report);

}  // namespace headroom
