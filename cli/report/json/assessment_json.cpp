#include "cli/report/json/assessment_json.hpp"

#include <cmath>

#include "cli/report/json/coverage_json.hpp"
#include "cli/report/words/assess_words.hpp"
#include "cli/report/words/eligibility_words.hpp"
#include "cli/report/words/language.hpp"

namespace headroom {

namespace {

/// Writes the fields of an assessment. What cannot be said is null, and `why_null` says why.
class AssessmentWriter {
 public:
  explicit AssessmentWriter(const AssessReport& report) : report_(report), assessment_(report.assessment) {}

  Json json() {
    Json json;
    put_terms(json);
    json["pd"] = probabilities();
    json["grade"] = grade();
    put_loss(json);
    json["dscr"] = coverage_json(assessment_, report_.manifest.decimals);
    if (assessment_.dscr.unsaid) note("dscr", *assessment_.dscr.unsaid);
    json["covenants"] = covenants_json(assessment_, report_.manifest.decimals);
    json["basel"] = basel();
    json["ifrs9"] = ifrs9();
    json["concentration"] = concentration();
    json["total_debt"] = major(static_cast<double>(assessment_.total_debt));
    json["debt_to_revenue"] = number("debt_to_revenue", assessment_.debt_to_revenue);
    json["ltv"] = number("ltv", assessment_.ltv);
    json["owed_after_horizon"] = money("owed_after_horizon", assessment_.owed_after_horizon);
    json["paths"] = effects();
    json["stressed"] = stressed();
    json["watch"] = watch_json(assessment_, report_.manifest.decimals);
    json["most_sensitive"] = most_sensitive();
    json["recommendation"] = recommendation();
    json["policy"] = policy();
    json["why_null"] = why_null_.is_null() ? Json(Json::object()) : why_null_;
    Json said = Json::array();
    for (const auto& messages :
         {unseen_messages(report_), assumption_messages(report_), recomputation_messages(report_)})
      for (const Message& message : messages) said.push_back(text_of(message));
    json["said"] = std::move(said);
    return json;
  }

 private:
  double to_minor() const { return 1.0 / to_major(1, report_.manifest.decimals); }
  Json major(double minor) const { return minor / std::round(to_minor()); }

  void note(const std::string& field, Unsaid reason) { why_null_[field] = text_of(unsaid_message(reason)); }

  Json number(const std::string& field, const Figure<double>& figure) {
    if (figure.unsaid) note(field, *figure.unsaid);
    return json_or_null(figure.value);
  }
  Json money(const std::string& field, const Figure<double>& figure) {
    if (figure.unsaid) note(field, *figure.unsaid);
    return figure ? major(*figure) : Json(nullptr);
  }
  static Json estimate_of(const Figure<Estimate>& figure) {
    Json json;
    json["estimate"] = figure ? Json(figure->value) : Json(nullptr);
    json["standard_error"] = figure ? Json(figure->standard_error) : Json(nullptr);
    if (figure.unsaid) json["reason"] = text_of(unsaid_message(*figure.unsaid));
    return json;
  }
  /// Null where the event cannot happen at all; without an estimate where nothing is random.
  static Json event_json(const Figure<Estimate>& figure) {
    if (figure.unsaid && *figure.unsaid != Unsaid::nothing_random) return nullptr;
    return estimate_of(figure);
  }
  Json money_estimate(const std::string& field, const Figure<Estimate>& figure) {
    if (figure.unsaid) note(field, *figure.unsaid);
    return figure ? major(figure->value) : Json(nullptr);
  }

  void put_terms(Json& json) {
    json["relief"] = assessment_.relief;
    json["eligible"] = assessment_.is_eligible();
    json["reasons"] = Json::array();
    for (const UnmetCondition& condition : assessment_.unmet)
      json["reasons"].push_back(text_of(condition_message(condition, report_.company)));
    if (assessment_.amount.unsaid) note("amount", *assessment_.amount.unsaid);
    json["amount"] = assessment_.amount ? major(static_cast<double>(*assessment_.amount)) : Json(nullptr);
    json["event"] = name_of(assessment_.event);
    json["waiting_days"] = assessment_.waiting_days;
    json["horizon_days"] = assessment_.horizon_days;
    json["nothing_random"] = !assessment_.is_random;
    json["written_event_day"] = json_or_null(assessment_.written_event_day);
    json["disbursed_day"] = json_or_null(assessment_.disbursed_day);
    json["last_payment_day"] = json_or_null(assessment_.last_payment_day);
    json["covered"] = number("covered", assessment_.covered);
  }

  Json probabilities() const {
    Json rows = Json::array();
    for (const ProbabilityRow& row : assessment_.pd) {
      Json json;
      json["months"] = json_or_null(row.months);
      json["date"] = iso_text(report_.manifest.as_of + row.day);
      for (const auto& [name, probabilities] : {std::pair{"without", &row.without}, std::pair{"with", &row.with}}) {
        json[name]["illiquid"] = event_json(probabilities->illiquid);
        json[name]["loan_90dpd"] = event_json(probabilities->loan_90dpd);
        json[name]["event"] = event_json(probabilities->event);
      }
      rows.push_back(std::move(json));
    }
    return rows;
  }

  Json grade_name(std::size_t place) const {
    const GradeScale& scale = assessment_.policy.scale;
    return scale.is_default ? Json(place + 1) : Json(scale.grades[place].name);
  }

  Json grade() {
    if (!assessment_.grade) {
      note("grade", *assessment_.grade.unsaid);
      return nullptr;
    }
    const GradeResult& result = *assessment_.grade;
    const Grade& bounds = assessment_.policy.scale.grades[result.place];
    Json json;
    json["scale"] = assessment_.policy.scale.is_default ? "default" : "policy";
    json["grade"] = grade_name(result.place);
    json["pd_12m"] = result.pd;
    json["pd_ci95"] = Json::array({result.ci95.lower, result.ci95.upper});
    json["pd_from"] = bounds.pd_from;
    json["pd_to"] = json_or_null(bounds.pd_to);
    json["ci95"] = Json::array({grade_name(result.place_low), grade_name(result.place_high)});
    json["of_horizon"] = result.at_horizon;
    return json;
  }

  void put_loss(Json& json) {
    json["exposure_at_default"] = money_estimate("exposure_at_default", assessment_.exposure_at_default);
    json["exposure_at_default_standard_error"] =
        assessment_.exposure_at_default ? major(assessment_.exposure_at_default->standard_error) : Json(nullptr);
    json["loss_given_default"] = number("loss_given_default", assessment_.loss_given_default);
    json["guarantee"] = number("guarantee", assessment_.guarantee);
    json["disbursed_share"] = assessment_.amount ? Json(assessment_.share_disbursed) : Json(nullptr);
    json["default_with_loan"] = event_json(assessment_.defaults_with_loan);
    json["expected_loss"] = expected_loss("expected_loss", assessment_.expected_loss);
    json["defaults_by_month"] = Json::array();
    for (const DefaultMonth& month : assessment_.defaults_by_month) {
      Json row;
      row["month"] = month.month;
      row["share"] = month.share;
      row["exposure"] = major(month.exposure);
      row["loss"] = major(month.loss);
      json["defaults_by_month"].push_back(std::move(row));
    }
    json["contract_rate"] = number("contract_rate", assessment_.contract_rate);
    json["contract_effective"] = number("contract_effective", assessment_.contract_effective);
    json["break_even_rate"] = number("break_even_rate", assessment_.break_even_rate);
    json["break_even_effective"] = number("break_even_effective", assessment_.break_even_effective);
    json["price_for_target"] = number("price_for_target", assessment_.price_for_target);
    json["funding_rate"] = assessment_.policy.funding_rate;
  }

  Json expected_loss(const std::string& field, const Figure<Estimate>& loss) {
    if (loss.unsaid) note(field, *loss.unsaid);
    if (!loss) return nullptr;
    Json json;
    json["estimate"] = major(loss->value);
    json["standard_error"] = major(loss->standard_error);
    json["of_amount"] = assessment_.amount && *assessment_.amount > 0
                            ? Json(loss->value / static_cast<double>(*assessment_.amount))
                            : Json(nullptr);
    json["by_horizon"] = assessment_.covered && *assessment_.covered < 1.0;
    return json;
  }

  Json basel() {
    if (!assessment_.basel) {
      note("basel", *assessment_.basel.unsaid);
      return nullptr;
    }
    const BaselResult& result = *assessment_.basel;
    Json json;
    json["pd"] = result.capital.pd;
    json["lgd"] = result.lgd;
    json["maturity"] = result.capital.maturity;
    json["revenue_eur_million"] = json_or_null(result.revenue_eur_million);
    json["firm_size"] = json_or_null(result.capital.firm_size);
    json["correlation"] = result.capital.correlation;
    json["b"] = result.capital.maturity_adjustment;
    json["k"] = result.capital.k;
    json["risk_weight"] = result.capital.risk_weight;
    json["rwa"] = major(result.rwa);
    json["capital"] = major(result.capital_amount);
    return json;
  }

  Json ifrs9() {
    if (!assessment_.ifrs9) {
      note("ifrs9", *assessment_.ifrs9.unsaid);
      return nullptr;
    }
    const ImpairmentResult& result = *assessment_.ifrs9;
    Json json;
    json["stage"] = result.stage;
    json["poci"] = result.poci;
    json["effective_rate"] = number("ifrs9.effective_rate", result.effective_rate);
    json["ecl_12m"] = money_estimate("ifrs9.ecl_12m", result.ecl_12m);
    json["ecl_12m_standard_error"] = result.ecl_12m ? major(result.ecl_12m->standard_error) : Json(nullptr);
    json["ecl_life"] = money_estimate("ifrs9.ecl_life", result.ecl_life);
    json["ecl_life_standard_error"] = result.ecl_life ? major(result.ecl_life->standard_error) : Json(nullptr);
    json["recognised"] = money("ifrs9.recognised", result.recognised);
    json["existing"] = Json::array();
    for (const StagedLoan& loan : result.existing) {
      Json row;
      row["loan"] = loan.name;
      row["days_past_due"] = loan.days_past_due;
      row["stage"] = loan.stage;
      json["existing"].push_back(std::move(row));
    }
    return json;
  }

  Json concentration() {
    if (!assessment_.concentration) {
      note("concentration", *assessment_.concentration.unsaid);
      return nullptr;
    }
    constexpr std::size_t named_max = 10;
    const ConcentrationResult& result = *assessment_.concentration;
    Json json;
    json["herfindahl"] = result.herfindahl;
    json["total"] = major(static_cast<double>(result.total));
    json["top"] = Json::array();
    for (std::size_t i = 0; i < std::min(named_max, result.top.size()); ++i) {
      Json row;
      row["counterparty"] = result.top[i].counterparty;
      row["share"] = result.top[i].share;
      row["amount"] = major(static_cast<double>(result.top[i].amount));
      json["top"].push_back(std::move(row));
    }
    return json;
  }

  /// What the relief does to the borrower's own liquidity, as `run` has it.
  Json effects() const {
    if (!assessment_.has_change) return nullptr;
    const Change& change = assessment_.illiquid_change;
    Json json;
    json["survives_anyway"] = change.survives_anyway;
    json["saved"] = change.saved;
    json["delayed"] = change.delayed;
    json["fails_anyway"] = change.fails_anyway;
    json["harmed"] = change.harmed;
    return json;
  }

  Json stressed() {
    Json rows = Json::array();
    for (const StressedResult& result : assessment_.stressed) {
      Json row;
      row["scenario"] = text_of(scenario_name(result.scenario));
      row["pd_12m"] = json_or_null(result.pd_12m.value);
      row["grade"] = result.grade ? grade_name(*result.grade) : Json(nullptr);
      row["expected_loss"] = result.expected_loss ? major(result.expected_loss->value) : Json(nullptr);
      row["dscr_p50"] = json_or_null(result.dscr_p50.value);
      row["decision"] = name_of(result.decision);
      if (result.pd_12m.unsaid) row["reason"] = text_of(unsaid_message(*result.pd_12m.unsaid));
      rows.push_back(std::move(row));
    }
    return rows;
  }

  Json most_sensitive() {
    Json rows = Json::array();
    for (const Sensitivity& one : assessment_.most_sensitive) {
      Json row;
      row["lever"] = one.lever;
      row["low"] = json_or_null(one.low);
      row["high"] = json_or_null(one.high);
      rows.push_back(std::move(row));
    }
    return rows;
  }

  Json recommendation() {
    const Recommendation& result = assessment_.recommendation;
    Json json;
    json["decision"] = name_of(result.decision);
    json["amount"] = result.amount ? major(static_cast<double>(*result.amount)) : Json(nullptr);
    json["text"] = text_of(decision_message(report_));
    json["decided_by"] = result.decided_by ? Json(rule_name(result.rules[*result.decided_by])) : Json(nullptr);
    json["reasons"] = Json::array();
    for (const RuleOutcome& outcome : result.rules) {
      Json row;
      row["rule"] = rule_name(outcome);
      row["limit"] = outcome.rule.limit;
      row["value"] = json_or_null(outcome.value.value);
      row["met"] = outcome.is_met();
      if (outcome.value.unsaid) row["reason"] = text_of(unsaid_message(*outcome.value.unsaid));
      json["reasons"].push_back(std::move(row));
    }
    return json;
  }

  Json policy() const {
    const LendingPolicy& policy = assessment_.policy;
    Json json;
    json["given"] = policy.is_given;
    json["lgd"] = policy.lgd;
    json["haircut"] = policy.haircut;
    json["funding_rate"] = policy.funding_rate;
    json["target_return"] = policy.target_return;
    json["dscr_months"] = policy.dscr_months;
    return json;
  }

  const AssessReport& report_;
  const Assessment& assessment_;
  Json why_null_;
};

}  // namespace

Json assessment_json_value(const AssessReport& report, std::string_view version) {
  const Manifest& manifest = report.manifest;
  Json json;
  json["schema"] = 1;
  json["version"] = version;
  json["manifest"] = played_manifest_json(manifest);
  json["wind_down"] = wind_down_json(manifest);
  json["unanswered"] = unanswered_json(report.unanswered);
  json["notices"] = notices_json(report.notices);
  json["assessment"] = AssessmentWriter(report).json();
  return json;
}

std::string assessment_json(const AssessReport& report, std::string_view version) {
  return json_document(assessment_json_value(report, version));
}

}  // namespace headroom
