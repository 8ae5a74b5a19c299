#include "cli/report/json/coverage_json.hpp"

#include "cli/report/words/assess_words.hpp"

namespace headroom {

namespace {

Json major_of(double minor, int decimals) {
  double units = 1.0;
  for (int i = 0; i < decimals; ++i) units *= 10.0;
  return minor / units;
}

void put_spread(const Figure<CoverageSpread>& spread, bool with_errors, Json& json) {
  json["p05"] = spread ? Json(spread->p05) : Json(nullptr);
  json["p50"] = spread ? Json(spread->p50) : Json(nullptr);
  json["p95"] = spread ? Json(spread->p95) : Json(nullptr);
  if (spread.unsaid) json["reason"] = text_of(unsaid_message(*spread.unsaid));
  if (!spread || !with_errors) return;
  json["standard_error"] =
      Json::array({spread->standard_error[0], spread->standard_error[1], spread->standard_error[2]});
  json["resolution"] = spread->resolution;
  json["share_with_debt_service"] = spread->share_with_debt_service;
}

Json month_json(const CoverageMonth& month, int decimals) {
  Json json;
  json["month"] = month.month;
  put_spread(month.spread, true, json);
  json["receipts"] = major_of(month.receipts, decimals);
  json["dues"] = major_of(month.dues, decimals);
  json["debt_service"] = major_of(month.debt_service, decimals);
  Json& written = json["as_written"];
  written["receipts"] = to_major(month.written_receipts, decimals);
  written["dues"] = to_major(month.written_dues, decimals);
  written["debt_service"] = to_major(month.written_debt_service, decimals);
  written["dscr"] = month.written_debt_service > 0
                        ? Json(static_cast<double>(month.written_receipts - month.written_dues) /
                               static_cast<double>(month.written_debt_service))
                        : Json(nullptr);
  return json;
}

Json share_json(const Figure<Estimate>& share) {
  Json json;
  json["estimate"] = share ? Json(share->value) : Json(nullptr);
  json["standard_error"] = share ? Json(share->standard_error) : Json(nullptr);
  if (share.unsaid) json["reason"] = text_of(unsaid_message(*share.unsaid));
  return json;
}

}  // namespace

Json coverage_json(const Assessment& assessment, int decimals) {
  if (!assessment.dscr) return nullptr;
  const Coverage& coverage = *assessment.dscr;
  Json json;
  put_spread(coverage.horizon, true, json["horizon"]);
  json["horizon"]["receipts"] = major_of(coverage.receipts, decimals);
  json["horizon"]["dues"] = major_of(coverage.dues, decimals);
  json["horizon"]["debt_service"] = major_of(coverage.debt_service, decimals);
  json["months"] = assessment.policy.dscr_months;
  json["monthly"] = Json::array();
  for (const CoverageMonth& month : coverage.monthly) json["monthly"].push_back(month_json(month, decimals));
  json["rolling"] = Json::array();
  for (const RollingCoverage& rolling : coverage.rolling) {
    Json row;
    row["month"] = rolling.month;
    put_spread(rolling.spread, true, row);
    json["rolling"].push_back(std::move(row));
  }
  return json;
}

Json covenants_json(const Assessment& assessment, int decimals) {
  Json rows = Json::array();
  for (const CovenantResult& covenant : assessment.covenants) {
    Json row;
    row["name"] = covenant.is_dscr ? "min_dscr" : "min_cash";
    row["limit"] = covenant.is_dscr ? Json(covenant.limit) : major_of(covenant.limit, decimals);
    row["breach"] = share_json(covenant.breach);
    row["monthly"] = Json::array();
    for (const MonthShare& month : covenant.monthly) {
      Json one;
      one["month"] = month.month;
      one["estimate"] = covenant.breach ? Json(month.estimate) : Json(nullptr);
      row["monthly"].push_back(std::move(one));
    }
    if (!covenant.breach && !covenant.monthly.empty()) {
      // Nothing is random: the months of the one course in which it is breached.
      row["breached_months"] = Json::array();
      for (const MonthShare& month : covenant.monthly)
        if (month.estimate > 0.0) row["breached_months"].push_back(month.month);
    }
    rows.push_back(std::move(row));
  }
  return rows;
}

Json watch_json(const Assessment& assessment, int decimals) {
  Json rows = Json::array();
  for (const WatchResult& watch : assessment.watch) {
    Json row;
    row["trigger"] = name_of(watch.trigger);
    row["limit"] = watch.trigger == WatchOf::cash_below ? major_of(watch.limit, decimals) : Json(watch.limit);
    if (!watch.counterparty.empty()) row["counterparty"] = watch.counterparty;
    row["probability"] = watch.probability ? Json(watch.probability->value) : Json(nullptr);
    row["standard_error"] = watch.probability ? Json(watch.probability->standard_error) : Json(nullptr);
    if (watch.probability.unsaid) row["reason"] = text_of(unsaid_message(*watch.probability.unsaid));
    row["first_month"] = json_or_null(watch.first_month);
    row["earliest_month"] = json_or_null(watch.earliest_month);
    rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace headroom
