#include "cli/report/json/run_json.hpp"

#include "cli/report/json/drivers_json.hpp"
#include "cli/report/json/forecast_json.hpp"
#include "cli/report/json/json_parts.hpp"
#include "cli/report/json/precision_json.hpp"
#include "cli/report/words/eligibility_words.hpp"
#include "cli/report/words/language.hpp"
#include "cli/report/words/precision_report.hpp"
#include "cli/report/words/relief_terms.hpp"
#include "cli/report/words/words.hpp"

namespace headroom {

namespace {

/// Writes one option. What was not computed is null, but every field is there.
class OptionWriter {
 public:
  OptionWriter(const Manifest& manifest, const OptionResult& base, const OptionResult& option)
      : manifest_(manifest),
        base_(base),
        option_(option),
        is_computed_(!option.not_eligible),
        is_random_(is_computed_ && option.is_random) {}

  Json json() const {
    Json json;
    json["name"] = text_of(option_name(option_.name));
    if (&base_ != &option_) {
      json["eligible"] = is_computed_;
      json["reason"] = is_computed_ ? Json(nullptr) : Json(reason_words(*option_.not_eligible, manifest_));
    }
    json["nothing_random"] = is_computed_ ? Json(!option_.is_random) : Json(nullptr);
    json["paths"] = is_computed_ ? Json(option_.paths) : Json(nullptr);
    json["default_probability"] = default_probability();
    json["by_horizon"] = by_horizon();
    json["events"] = events();
    json["runway_days"] = runway();
    json["cash"] = spreads(option_.cash);
    json["position"] = spreads(option_.position);
    json["lowest_position"] = lowest_position();
    json["funding_need"] = funding_need();
    json["money_resolution"] = major(option_.money_resolution);
    json["first_failure"] = first_failure();
    if (!base_.late.suppliers.empty()) put_lateness(json);
    if (&base_ == &option_) return json;
    json["relief_received"] = major(option_.relief_received);
    json["forgiven"] = major(option_.forgiven);
    json["forgiven_after_horizon"] = major(option_.forgiven_after_horizon);
    json["exempted"] = major(option_.exempted);
    json["owed_after_horizon"] = option_.owed_after_horizon ? major(*option_.owed_after_horizon) : Json(nullptr);
    json["owed_in_arrears"] = option_.owed_after_horizon ? major(option_.owed_in_arrears) : Json(nullptr);
    json["change"] = change();
    return json;
  }

 private:
  Json major(double minor) const {
    if (!is_computed_) return nullptr;
    return minor / static_cast<double>(to_minor());
  }
  Json error_of(double minor) const { return is_random_ ? major(minor) : Json(nullptr); }
  double to_minor() const { return 1.0 / to_major(1, manifest_.decimals); }
  Json date_of(int day) const { return iso_text(manifest_.as_of + day); }

  static void put_estimate(Json& json, const std::optional<Estimate>& estimate) {
    json.update(estimate_json(estimate));
  }
  std::optional<Estimate> if_random(const std::optional<Estimate>& estimate) const {
    return is_random_ ? estimate : std::nullopt;
  }

  Json default_probability() const {
    Json json;
    put_estimate(json, if_random(option_.default_probability));
    json["ci95"] = is_random_ && option_.default_ci95
                       ? Json::array({option_.default_ci95->lower, option_.default_ci95->upper})
                       : Json(nullptr);
    json["ci_method"] = name_of(option_.default_ci_method);
    json["by_day"] = Json::array();
    if (!is_computed_) return json;
    for (std::size_t day = 0; day <= static_cast<std::size_t>(manifest_.horizon_days); ++day) {
      Json row;
      row["day"] = day;
      row["date"] = date_of(static_cast<int>(day));
      put_estimate(row, day < option_.by_day.size() ? if_random(option_.by_day[day]) : std::nullopt);
      json["by_day"].push_back(std::move(row));
    }
    return json;
  }

  /// The probability after so many months, as far as the horizon reaches, then by the horizon itself.
  Json by_horizon() const {
    Json json = Json::array();
    if (!is_computed_) return json;
    const auto put = [&](const Json& months, int day) {
      Json row;
      row["months"] = months;
      row["date"] = date_of(day);
      const auto at = static_cast<std::size_t>(day);
      put_estimate(row, at < option_.by_day.size() ? if_random(option_.by_day[at]) : std::nullopt);
      json.push_back(std::move(row));
    };
    for (const int months : {3, 6, 12, 24, 36})
      if (const int day = add_months(manifest_.as_of, months) - manifest_.as_of; day <= manifest_.horizon_days)
        put(months, day);
    put(nullptr, manifest_.horizon_days);
    return json;
  }

  /// What is possible does not depend on the relief: where this option was not computed, the base case tells.
  Json events() const {
    const auto& possible = is_computed_ ? option_.possible : base_.possible;
    Json json;
    for (std::size_t i = 0; i < event_count; ++i) {
      Json& event = json[std::string(event_names()[i])];
      if (possible[i]) put_estimate(event, if_random(option_.events[i]));
    }
    return json;
  }

  Json runway() const {
    const Runway& runway = option_.runway;
    const auto day = [&](const std::optional<int>& quantile) {
      return is_random_ ? json_or_null(quantile) : Json(nullptr);
    };
    Json json;
    json["p05"] = day(runway.p05);
    json["p25"] = day(runway.p25);
    json["p50"] = day(runway.p50);
    json["p75"] = day(runway.p75);
    json["p95"] = day(runway.p95);
    json["deterministic"] = is_computed_ ? json_or_null(runway.deterministic) : Json(nullptr);
    json["censored_share"] = is_random_ ? json_or_null(runway.censored_share) : Json(nullptr);
    return json;
  }

  Json spreads(const std::vector<DaySpread>& spreads) const {
    Json json = Json::array();
    if (!is_computed_) return json;
    for (const DaySpread& spread : spreads) {
      Json row;
      row["day"] = spread.day;
      row["date"] = date_of(spread.day);
      row["p05"] = to_major(spread.p05, manifest_.decimals);
      row["p25"] = to_major(spread.p25, manifest_.decimals);
      row["p50"] = to_major(spread.p50, manifest_.decimals);
      row["p75"] = to_major(spread.p75, manifest_.decimals);
      row["p95"] = to_major(spread.p95, manifest_.decimals);
      row["mean"] = major(spread.mean.value);
      row["mean_standard_error"] = error_of(spread.mean.standard_error);
      json.push_back(std::move(row));
    }
    return json;
  }

  Json quantile(const MoneyQuantile& quantile) const {
    return is_computed_ ? Json(to_major(quantile.value, manifest_.decimals)) : Json(nullptr);
  }

  Json lowest_position() const {
    const LowestPosition& lowest = option_.lowest_position;
    Json json;
    json["p01"] = quantile(lowest.p01);
    json["p05"] = quantile(lowest.p05);
    json["p50"] = quantile(lowest.p50);
    json["expected_shortfall_05"] = major(lowest.expected_shortfall_05);
    Json& error = json["standard_error"];
    error["p01"] = error_of(lowest.p01.standard_error);
    error["p05"] = error_of(lowest.p05.standard_error);
    error["p50"] = error_of(lowest.p50.standard_error);
    return json;
  }

  Json funding_need() const {
    const FundingNeed& need = option_.funding_need;
    Json json;
    json["p50"] = quantile(need.p50);
    json["p90"] = quantile(need.p90);
    json["p95"] = quantile(need.p95);
    json["p99"] = quantile(need.p99);
    Json& error = json["standard_error"];
    error["p50"] = error_of(need.p50.standard_error);
    error["p90"] = error_of(need.p90.standard_error);
    error["p95"] = error_of(need.p95.standard_error);
    error["p99"] = error_of(need.p99.standard_error);
    return json;
  }

  Json first_failure() const {
    if (!is_computed_ || !option_.first_failure) return nullptr;
    const FirstFailure& failure = *option_.first_failure;
    Json json;
    json["day"] = failure.day;
    json["date"] = date_of(failure.day);
    json["class"] = name_of(failure.payment_class);
    json["items"] = text_of(items_words(failure));
    json["share"] = is_random_ ? Json(failure.share) : Json(nullptr);
    return json;
  }

  /// Only where suppliers have terms of their own.
  void put_lateness(Json& json) const {
    json["suppliers"] = Json::array();
    for (const SupplierResult& supplier : is_computed_ ? option_.late.suppliers : base_.late.suppliers) {
      Json row;
      row["name"] = supplier.name;
      put_estimate(row["stops"], if_random(supplier.stops));
      row["stop_day"]["p50"] = is_random_ ? json_or_null(supplier.median_day) : Json(nullptr);
      row["stop_day"]["deterministic"] = is_computed_ ? json_or_null(supplier.deterministic_day) : Json(nullptr);
      if (supplier.limit) row["cash_on_delivery"] = cash_on_delivery(*supplier.limit);
      json["suppliers"].push_back(std::move(row));
    }
    const auto put_mean = [&](const char* key, const Estimate& estimate) {
      json[key]["mean"] = major(estimate.value);
      json[key]["standard_error"] = error_of(estimate.standard_error);
    };
    put_mean("late_interest", option_.late.interest);
    put_mean("late_fees", option_.late.fees);
  }

  /// Of a supplier with a credit limit.
  Json cash_on_delivery(const LimitResult& limit) const {
    Json json;
    put_estimate(json, if_random(limit.reached));
    json["day"]["p50"] = is_random_ ? json_or_null(limit.median_day) : Json(nullptr);
    json["day"]["deterministic"] = is_computed_ ? json_or_null(limit.deterministic_day) : Json(nullptr);
    json["amount"]["mean"] = is_computed_ ? major(limit.cash.value) : Json(nullptr);
    json["amount"]["standard_error"] = error_of(limit.cash.standard_error);
    json["amount"]["deterministic"] = is_computed_ ? major(limit.deterministic_cash) : Json(nullptr);
    return json;
  }

  Json change() const {
    const bool is_known = is_random_ && option_.change.has_value();
    const Change change = is_known ? *option_.change : Change();
    const auto share = [is_known](double value) { return is_known ? Json(value) : Json(nullptr); };
    Json json;
    put_estimate(json["default_probability"], is_known ? std::optional(change.default_probability) : std::nullopt);
    Json& paths = json["paths"];
    paths["survives_anyway"] = share(change.survives_anyway);
    paths["saved"] = share(change.saved);
    paths["delayed"] = share(change.delayed);
    paths["fails_anyway"] = share(change.fails_anyway);
    paths["harmed"] = share(change.harmed);
    return json;
  }

  const Manifest& manifest_;
  const OptionResult& base_;
  const OptionResult& option_;
  bool is_computed_;
  bool is_random_;
};

Json reliefs_json(const std::vector<Relief>& reliefs) {
  Json json = Json::array();
  for (const Relief& relief : reliefs) {
    Json row;
    row["name"] = relief.name;
    row["terms"] = Json::array();
    for (const Message& term : relief_terms(relief)) row["terms"].push_back(text_of(term));
    row["source"] = relief.source;
    row["assumptions"] = relief.assumptions;
    json.push_back(std::move(row));
  }
  return json;
}

/// Null where no risk is assumed.
Json without_assumed_risk_json(const std::optional<WithoutAssumedRisk>& without) {
  if (!without) return nullptr;
  Json json;
  json["default_probability"] = nullptr;
  if (without->default_probability)
    json["default_probability"] = {{"estimate", without->default_probability->value},
                                   {"standard_error", without->default_probability->standard_error}};
  json["paths"] = without->paths;
  return json;
}

Json run_manifest_json(const Manifest& manifest) {
  Json json = played_manifest_json(manifest);
  json["precision"] = precision_json(manifest.precision);
  return json;
}

}  // namespace

std::string run_json(const RunReport& report, std::string_view version) {
  Json json;
  json["schema"] = 1;
  json["version"] = version;
  json["manifest"] = run_manifest_json(report.manifest);
  json["wind_down"] = wind_down_json(report.manifest);
  json["notices"] = notices_json(report.notices);
  json["unanswered"] = unanswered_json(report.unanswered);
  json["without_assumed_risk"] = without_assumed_risk_json(report.without_assumed_risk);
  json["reliefs"] = reliefs_json(report.reliefs);
  json["scenarios"] = Json::array();
  for (const ScenarioResult& result : report.results) {
    Json scenario;
    scenario["name"] = text_of(scenario_name(result.name));
    scenario["precision"] = precision_json(result.precision);
    scenario["options"] = Json::array();
    for (const OptionResult& option : result.options)
      scenario["options"].push_back(OptionWriter(report.manifest, result.options.front(), option).json());
    json["scenarios"].push_back(std::move(scenario));
  }
  if (report.drivers)
    json["drivers"] = drivers_json(*report.drivers, report.manifest, worst_of(report.results).name,
                                   worst_of(report.results).options.front().name);
  if (report.as_written) json["weeks"] = weeks_json(report.manifest, report.as_written->forecast);
  return json_document(json);
}

}  // namespace headroom
