#include "cli/report/json_parts.hpp"

namespace headroom {

Json manifest_json(const Manifest& manifest) {
  Json json;
  json["company"] = manifest.company;
  json["as_of"] = iso_text(manifest.as_of);
  json["horizon_days"] = manifest.horizon_days;
  json["horizon_date"] = iso_text(manifest.horizon_date());
  json["known_until"] = manifest.known_until ? Json(iso_text(*manifest.known_until)) : Json(nullptr);
  json["currency"] = manifest.currency;
  return json;
}

Json notices_json(const Faults& notices) {
  Json json = Json::array();
  for (const Fault& notice : notices) {
    Json row;
    row["severity"] = notice.severity == Severity::warning ? "warning" : notice.severity == Severity::note ? "note" : "fault";
    row["file"] = notice.file;
    row["line"] = notice.line;
    row["column"] = notice.column;
    row["what"] = notice.what;
    row["value"] = notice.value;
    row["mend"] = notice.mend;
    json.push_back(std::move(row));
  }
  return json;
}

Json wind_down_json(const Manifest& manifest) {
  if (!manifest.is_wind_down()) return nullptr;
  Json json;
  json["after"] = manifest.known_until ? Json(iso_text(*manifest.known_until)) : Json(nullptr);
  json["text"] = wind_down_sentence(manifest);
  return json;
}

std::string json_document(const Json& json) { return json.dump(1, ' ', false, Json::error_handler_t::replace) + "\n"; }

}  // namespace headroom
