#include "cli/report/json/drivers_json.hpp"

#include <algorithm>

#include "cli/report/words/drivers_words.hpp"
#include "cli/report/words/language.hpp"
#include "cli/report/words/relief_terms.hpp"
#include "cli/what_if/scenario_text.hpp"

namespace headroom {

namespace {

/// A file of it; null where it plays a scenario in part of its strength, which no file can say.
Json scenario_json(const Scenario& scenario, const Lever& lever, const LeverChange& change) {
  const bool is_whole = std::all_of(scenario.shocks.begin(), scenario.shocks.end(),
                                    [](const Shock& shock) { return shock.set_share == 1.0; });
  return is_whole ? Json(scenario_toml(named_lever_scenario(scenario, lever, change))) : Json(nullptr);
}

/// Writes a result field by field.
class DriversWriter {
 public:
  DriversWriter(const DriversResult& result, const Manifest& manifest) : result_(result), manifest_(manifest) {}

  Json json(std::string_view scenario, std::string_view option) const {
    Json json;
    json["scenario"] = text_of(scenario_name(scenario));
    json["option"] = text_of(option_name(option));
    json["paths"] = result_.paths;
    json["all"] = estimate_json(result_.all);
    const Message reason = reason_without_estimate(result_);
    json["all"]["reason"] = reason.empty() ? Json(nullptr) : Json(text_of(reason));
    json["none"]["estimate"] = result_.possible ? Json(result_.none) : Json(nullptr);
    json["shares_are_exact"] = result_.are_shares_exact;
    json["causes"] = list(result_.causes, [this](const CauseShare& share) { return cause(share); });
    json["levers"] = list(result_.levers, [this](const LeverResult& result) { return lever(result); });
    json["first_failures"] = list(result_.first_failures, [this](const FirstUnpaid& first) { return failure(first); });
    json["customers"] = list(result_.customers, [this](const CustomerReceipts& one) { return customer(one); });
    json["customers_paths"] = result_.customers_paths;
    json["chase"] = list(result_.chase, [this](const InvoiceToChase& one) { return chase(one); });
    if (!result_.target) return json;
    json["target_met"] = result_.all ? Json(result_.is_target_met) : Json(nullptr);
    json["to_target_paths"] = result_.to_target_paths;
    json["to_target"] = list(result_.to_target, [this](const LeverToTarget& one) { return to_target(one); });
    return json;
  }

 private:
  template <class Items, class Write>
  static Json list(const Items& items, const Write& write) {
    Json json = Json::array();
    for (const auto& item : items) json.push_back(write(item));
    return json;
  }

  Json major(double minor) const { return minor * to_major(1, manifest_.decimals); }

  Json cause(const CauseShare& share) const {
    Json json;
    json["cause"] = name_of(share.cause);
    json["share"] = share.share.value;
    json["standard_error"] = share.share.standard_error;
    json["alone"] = share.alone;
    json["without"] = share.without;
    return json;
  }

  Json side(const Lever& lever, const LeverSide& side) const {
    Json json;
    json["change"] = change_key(side.change);
    json.update(estimate_json(side.estimate));
    if (!side.estimate) {
      json["reason"] = "nothing is random then";
      json["one_course"] = side.value;
    }
    json["difference"] = estimate_json(side.difference);
    json["scenario_toml"] = scenario_json(side.scenario, lever, side.change);
    return json;
  }

  Json lever(const LeverResult& result) const {
    Json json;
    json["lever"] = lever_key(result.lever);
    json["low"] = result.low ? side(result.lever, *result.low) : Json(nullptr);
    json["high"] = side(result.lever, result.high);
    json["swing"] = result.swing;
    return json;
  }

  Json failure(const FirstUnpaid& first) const {
    Json json;
    json["class"] = name_of(first.payment_class);
    json["item"] = first.items.empty() ? Json(nullptr) : Json(first.items.front());
    json["items"] = first.items;
    json["day"] = first.day;
    json["date"] = iso_text(manifest_.as_of + first.day);
    json["share"] = first.share;
    return json;
  }

  Json customer(const CustomerReceipts& one) const {
    Json json;
    json["counterparty"] = one.counterparty;
    json["expected"] = major(one.expected);
    json["missing_in_failing"] = major(one.missing_in_failing);
    json["missing_in_all"] = major(one.missing_in_all);
    return json;
  }

  Json chase(const InvoiceToChase& one) const {
    Json json;
    json["invoice"] = one.invoice;
    json["counterparty"] = one.counterparty;
    json["amount"] = to_major(one.amount, manifest_.decimals);
    json["difference"] = estimate_json(one.difference);
    return json;
  }

  Json to_target(const LeverToTarget& one) const {
    Json json;
    json["target"] = *result_.target;
    json["lever"] = lever_key(one.lever);
    json["change"] = one.change ? Json(change_key(*one.change)) : Json(nullptr);
    json.update(estimate_json(one.change ? one.estimate : std::nullopt));
    if (!one.change) {
      json["reason"] = "no change within the range meets the target";
      json["lowest"] = one.lowest;
    } else if (!one.estimate) {
      json["reason"] = "nothing is random then";
    }
    json["scenario_toml"] = one.change ? scenario_json(one.scenario, one.lever, *one.change) : Json(nullptr);
    return json;
  }

  const DriversResult& result_;
  const Manifest& manifest_;
};

}  // namespace

Json drivers_json(const DriversResult& result, const Manifest& manifest, std::string_view scenario,
                  std::string_view option) {
  return DriversWriter(result, manifest).json(scenario, option);
}

std::string drivers_document(const DriversReport& report, std::string_view version) {
  Json json = question_json(report.manifest, version, report.notices, report.unanswered);
  json["relief"] = nullptr;
  if (report.relief)
    json["relief"] = {{"name", report.relief->name},
                      {"terms", texts_of(relief_terms(*report.relief))},
                      {"source", report.relief->source},
                      {"assumptions", report.relief->assumptions}};
  json["drivers"] = drivers_json(report.result, report.manifest, report.scenario.name,
                                 report.relief ? report.relief->name : std::string());
  return json_document(json);
}

}  // namespace headroom
