#include "cli/report/words/actuals_words.hpp"

#include <fmt/format.h>

#include "cli/report/words/language.hpp"
#include "cli/syntax/message.hpp"
#include "cli/syntax/words.hpp"
#include "models/money.hpp"

namespace headroom {

namespace {

std::string percent(double share) { return fmt::format("{:.1f}%", 100.0 * share); }

}  // namespace

Message actuals_title(const ActualsReport& report) {
  return message("What came of the forecast: {}, {} (day {} of run {} of {})", report.company, in_words(report.as_of),
                 report.day(), report.id, report.file);
}

Message actuals_basis_sentence() {
  return message(
      "An invoice counts as paid on the day that the later ledger's {} names; without one, what is no longer "
      "open counts as paid on a day that is not known.",
      DocumentName{"history.csv"});
}

Message cash_reason(const ActualsReport& report) {
  if (!report.forecast_cash)
    return message("the forecast ends on day {}, before the later ledger's {}", report.horizon_days, report.day());
  if (!report.forecast_cash->is_random) return "nothing is random in the forecast";
  return {};
}

Message cash_actual_sentence(const ActualsReport& report) {
  const auto money = [&report](Minor amount) { return money_words(amount, report.decimals); };
  if (!report.forecast_cash)
    return message("Cash is {} {}; {}.", money(report.cash), report.currency, cash_reason(report));
  const CashOfDay& forecast = *report.forecast_cash;
  if (!forecast.is_random)
    return message("Cash is {} {}, where the forecast's one course has {}: {}.", money(report.cash), report.currency,
                   money(forecast.p50), cash_reason(report));
  const bool is_within = report.cash >= forecast.p05 && report.cash <= forecast.p95;
  return message(
      "Cash is {} {}, net of drawn lines: {} of the futures have less. {} (90% of them lie from {} to {}).",
      money(report.cash), report.currency, percent(forecast.quantile),
      is_within ? Message("That is within the forecast") : Message("That is OUTSIDE the middle 90% of the forecast"),
      money(forecast.p05), money(forecast.p95));
}

Message invoice_reason(const InvoiceActual& actual) {
  switch (actual.fate) {
    case InvoiceFate::paid: return {};
    case InvoiceFate::paid_day_unknown: return "no longer open; day not known";
    case InvoiceFate::paid_before: return "paid before the forecast";
    case InvoiceFate::partly_paid: return "partly paid";
    case InvoiceFate::open: return "still open";
    case InvoiceFate::cancelled: return "cancelled";
    case InvoiceFate::disputed: return "was in dispute";
  }
  return {};
}

Message coverage_sentence(const ActualsReport& report) {
  const auto coverage = report.coverage_90();
  if (!coverage) return "Of no invoice is it known yet whether it was paid within the middle 90% of its law.";
  return message(
      "Of {} whose outcome is known, {} lie within the middle 90% of their law. Laws that are right give "
      "about 90% or more.",
      how_many(report.told(), "invoice", "invoices"), percent(*coverage));
}

}  // namespace headroom
