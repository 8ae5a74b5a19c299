// A forecast against what came: where cash lies among the futures of a day, and what the laws of open invoices say.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/flows/day_grid.hpp"
#include "engine/measures/results.hpp"
#include "engine/play/scenario_run.hpp"
#include "models/ledger.hpp"
#include "models/payment_delay.hpp"
#include "models/scenario.hpp"

namespace headroom {

/// Cash, net of drawn lines, at the end of one day over all futures. Minor units.
struct CashOfDay {
  bool is_random = false;
  double quantile = 0.0;        ///< of the value asked for: the share of futures below it, and half of those at it
  double standard_error = 0.0;  ///< of that share
  Minor p05 = 0, p50 = 0, p95 = 0;
};

/// Where a value lies among the futures of the base case. The fan has the bits of a run with the same settings.
/// Requires: a day from 0 to the horizon.
CashOfDay cash_of_day(const Ledger& ledger, const Scenario& scenario, const SimulationSettings& settings, int day,
                      Minor value);

/// When an open invoice is paid, as the ledger under a scenario has it: the law of all of it that is neither in dispute
/// nor paid on its due date in any case.
class InvoiceForecast {
 public:
  InvoiceForecast(std::size_t receivable, PaymentDelay law, int due_day, std::optional<int> more_than)
      : receivable_(receivable), law_(std::move(law)), due_day_(due_day), more_than_(more_than) {}

  /// Its place among the ledger's receivables.
  std::size_t receivable() const { return receivable_; }
  /// The probability that it has been paid by a day after as_of, before any business-day rule.
  double paid_by(int day) const;

 private:
  std::size_t receivable_;
  PaymentDelay law_;
  int due_day_;                   ///< from which its delay counts
  std::optional<int> more_than_;  ///< its delay is known to exceed this
};

/// One for each open invoice of which something is not in dispute, in the ledger's order. `horizon_days`: how far
/// scenarios reach.
std::vector<InvoiceForecast> invoice_forecasts(const Ledger& ledger, const Scenario& scenario, int horizon_days);

/// What a day of payment says of a law. Probabilities of being paid by then, and before then.
struct PaidQuantile {
  double by = 0.0, before = 0.0;

  /// Whether the day lies within the middle 90% of the law.
  bool is_within_90() const { return by >= 0.05 && before <= 0.95; }
};

/// Of a payment on a day; days that the business-day rule moves to it are not before it.
PaidQuantile paid_quantile(const InvoiceForecast& forecast, const DayGrid& grid, int day);

}  // namespace headroom
