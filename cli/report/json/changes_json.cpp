#include "cli/report/json/changes_json.hpp"

#include "cli/report/json/json_parts.hpp"
#include "cli/report/words/changes_words.hpp"

namespace headroom {

namespace {

Json ledger_json(const ComparedLedger& compared) {
  Json json;
  json["named"] = compared.named;
  json["company"] = compared.ledger.company.name;
  json["as_of"] = iso_text(compared.ledger.company.as_of);
  json["horizon_days"] = compared.horizon_days;
  json["inputs_sha256"] = compared.inputs_sha256;
  return json;
}

Json part_json(const PartChange& change, const ChangesReport& report) {
  Json json;
  json["part"] = name_of(change.part);
  json["share"] = report.is_random() ? Json(change.share.value) : Json(nullptr);
  json["standard_error"] = report.is_random() ? Json(change.share.standard_error) : Json(nullptr);
  json["what"] = Json::array();
  for (const Message& what : what_changed(change, report)) json["what"].push_back(text_of(what));
  json["gone"] = change.gone;
  json["added"] = change.added;
  json["changed"] = change.changed;
  return json;
}

}  // namespace

std::string changes_json(const ChangesReport& report, std::string_view version) {
  Json json;
  json["schema"] = 1;
  json["version"] = version;
  json["manifest"] = played_manifest_json(report.manifest);
  json["notices"] = notices_json(report.notices);
  Json& changes = json["changes"];
  const auto put = [&](const char* key, const char* error_key, const ChangesEnd& end) {
    const bool is_random = end.probability.has_value();
    changes[key] = report.is_random() ? Json(end.share) : Json(nullptr);
    changes[error_key] = is_random ? Json(end.probability->standard_error) : Json(nullptr);
  };
  changes["scenario"] = report.scenario;
  put("old", "old_standard_error", report.changes.before);
  put("new", "new_standard_error", report.changes.after);
  changes["reason"] = report.is_random() ? Json(nullptr) : Json(text_of(nothing_random_sentence()));
  changes["old_ledger"] = ledger_json(report.before);
  changes["new_ledger"] = ledger_json(report.after);
  changes["cases"] = report.changes.cases;
  changes["sampled_orders"] = report.changes.orders == 0 ? Json(nullptr) : Json(report.changes.orders);
  changes["parts"] = Json::array();
  for (const PartChange& change : report.changes.parts) changes["parts"].push_back(part_json(change, report));
  return json_document(json);
}

}  // namespace headroom
