// All that a report of `headroom actuals` is made from.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/questions/actuals.hpp"
#include "models/date.hpp"
#include "models/error.hpp"
#include "models/receivable.hpp"

namespace headroom {

/// What became of an invoice that was open when the forecast was made, as far as the later ledger tells.
enum class InvoiceFate {
  paid,              ///< on a day that the later ledger's history names
  paid_day_unknown,  ///< no longer open, and not in the history
  paid_before,       ///< the history names a day on which the forecast had it open
  partly_paid,       ///< less of it is open
  open,
  cancelled,
  disputed  ///< all of it, when the forecast was made: no law says when it is paid
};

/// One invoice, then and now.
struct InvoiceActual {
  Receivable invoice;  ///< as the forecast had it
  std::string currency;
  int decimals = 2;
  InvoiceFate fate = InvoiceFate::open;
  std::optional<Date> paid;
  std::optional<PaidQuantile> quantile;  ///< of the day of payment
  std::optional<bool> is_within_90;      ///< nothing: not known yet
};

/// Everything that a report of `headroom actuals` says.
struct ActualsReport {
  std::string file;  ///< in which the forecast is saved
  std::int64_t id = 0;
  std::string saved_at, company, currency, scenario;
  int decimals = 2;
  Date forecast_as_of, as_of;              ///< of the forecast, and of the later ledger
  int horizon_days = 0;                    ///< of the forecast
  Faults notices;                          ///< warnings and notes about the later ledger
  Minor cash = 0;                          ///< of the later ledger, net of drawn lines
  std::optional<CashOfDay> forecast_cash;  ///< nothing: the forecast ends before
  std::vector<InvoiceActual> invoices;

  int day() const { return as_of - forecast_as_of; }
  /// How many invoices are known to lie within the middle 90% of their law or outside it, and the share within.
  std::size_t told() const;
  std::optional<double> coverage_90() const;
};

}  // namespace headroom
