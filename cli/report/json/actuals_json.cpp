#include "cli/report/json/actuals_json.hpp"

#include "cli/report/json/json_parts.hpp"
#include "cli/report/words/actuals_words.hpp"
#include "models/money.hpp"

namespace headroom {

namespace {

Json reason_json(const Message& reason) { return reason.empty() ? Json(nullptr) : Json(text_of(reason)); }

Json cash_json(const ActualsReport& report) {
  const auto major = [&report](Minor amount) { return to_major(amount, report.decimals); };
  const std::optional<CashOfDay>& forecast = report.forecast_cash;
  const bool is_known = forecast && forecast->is_random;
  Json json;
  json["value"] = major(report.cash);
  json["quantile"] = is_known ? Json(forecast->quantile) : Json(nullptr);
  json["standard_error"] = is_known ? Json(forecast->standard_error) : Json(nullptr);
  json["p05"] = forecast ? Json(major(forecast->p05)) : Json(nullptr);
  json["p50"] = forecast ? Json(major(forecast->p50)) : Json(nullptr);
  json["p95"] = forecast ? Json(major(forecast->p95)) : Json(nullptr);
  json["reason"] = reason_json(cash_reason(report));
  return json;
}

Json invoice_json(const InvoiceActual& actual) {
  Json json;
  json["invoice"] = actual.invoice.invoice;
  json["counterparty"] = actual.invoice.counterparty;
  if (!actual.invoice.part.empty()) json["part"] = actual.invoice.part;
  json["due"] = iso_text(actual.invoice.due);
  json["amount"] = to_major(actual.invoice.amount, actual.decimals);
  json["currency"] = actual.currency;
  json["paid"] = actual.paid ? Json(iso_text(*actual.paid)) : Json(nullptr);
  json["quantile"] = actual.quantile ? Json(actual.quantile->by) : Json(nullptr);
  json["within_90"] = json_or_null(actual.is_within_90);
  json["reason"] = reason_json(invoice_reason(actual));
  return json;
}

}  // namespace

std::string actuals_json(const ActualsReport& report, std::string_view version) {
  Json json;
  json["schema"] = 1;
  json["version"] = version;
  json["notices"] = notices_json(report.notices);
  Json& actuals = json["actuals"];
  actuals["id"] = report.id;
  actuals["saved_at"] = report.saved_at;
  actuals["company"] = report.company;
  actuals["currency"] = report.currency;
  actuals["scenario"] = report.scenario;
  actuals["forecast_as_of"] = iso_text(report.forecast_as_of);
  actuals["as_of"] = iso_text(report.as_of);
  actuals["day"] = report.day();
  actuals["cash"] = cash_json(report);
  actuals["invoices"] = Json::array();
  for (const InvoiceActual& invoice : report.invoices) actuals["invoices"].push_back(invoice_json(invoice));
  actuals["coverage_90"] = json_or_null(report.coverage_90());
  actuals["coverage_invoices"] = report.told();
  actuals["coverage_reason"] = report.told() == 0 ? Json(text_of(coverage_sentence(report))) : Json(nullptr);
  return json_document(json);
}

}  // namespace headroom
