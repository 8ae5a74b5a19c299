#include "cli/report/json/json_parts.hpp"

#include <fmt/format.h>

#include <string_view>

#include "cli/report/words/screen_words.hpp"
#include "models/steering_marks.hpp"

namespace headroom {

namespace {

/// The escape of what could steer a terminal at the front of JSON's text, whose library escapes no more than JSON asks
/// for; empty where nothing does. `length`: how many bytes it stands for.
std::string escape_of_steering(std::string_view text, std::size_t& length) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned>(static_cast<unsigned char>(text[i])); };
  length = byte(0) == 0x7F ? 1 : byte(0) >= 0xE0 ? 3 : 2;
  if (length == 1) return "\\u007f";
  if (byte(0) < 0xC2 || text.size() < length || !steers_display(text.substr(0, length))) return "";
  const unsigned point = length == 2 ? (byte(0) & 0x1F) << 6 | (byte(1) & 0x3F)
                                     : (byte(0) & 0x0F) << 12 | (byte(1) & 0x3F) << 6 | (byte(2) & 0x3F);
  return fmt::format("\\u{:04x}", point);
}

}  // namespace

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

Json played_manifest_json(const Manifest& manifest) {
  Json json = manifest_json(manifest);
  json["paths"] = manifest.paths;
  json["seed"] = manifest.seed;
  json["default_event"] = name_of(manifest.default_event);
  json["intensity"] = manifest.intensity;
  json["inputs_sha256"] = manifest.inputs_sha256;
  json["command"] = manifest.command;
  return json;
}

Json estimate_json(const std::optional<Estimate>& estimate) {
  Json json;
  json["estimate"] = estimate ? Json(estimate->value) : Json(nullptr);
  json["standard_error"] = estimate ? Json(estimate->standard_error) : Json(nullptr);
  return json;
}

Json notices_json(const Faults& notices) {
  Json json = Json::array();
  for (const Fault& notice : notices) {
    Json row;
    row["severity"] = notice.severity == Severity::warning ? "warning"
                      : notice.severity == Severity::note  ? "note"
                                                           : "fault";
    row["file"] = notice.file;
    row["line"] = notice.line;
    row["column"] = notice.column;
    row["what"] = text_of(notice.what);
    row["value"] = value_text(notice);
    row["mend"] = text_of(notice.mend);
    json.push_back(std::move(row));
  }
  return json;
}

Json unanswered_json(const std::vector<Unanswered>& unanswered) {
  Json json = Json::array();
  for (const Unanswered& one : unanswered) {
    Json row;
    row["file"] = one.finding.file;
    row["line"] = one.finding.line;
    row["key"] = one.key;
    const Json number = Json::parse(one.taken, nullptr, false);
    row["taken"] = number.is_number() ? number : Json(one.taken);
    row["text"] = text_of(one.finding.what);
    json.push_back(std::move(row));
  }
  return json;
}

Json wind_down_json(const Manifest& manifest) {
  if (!manifest.is_wind_down()) return nullptr;
  Json json;
  json["after"] = manifest.known_until ? Json(iso_text(*manifest.known_until)) : Json(nullptr);
  json["text"] = text_of(wind_down_sentence(manifest));
  return json;
}

Json question_json(const Manifest& manifest, std::string_view version, const Faults& notices,
                   const std::vector<Unanswered>& unanswered) {
  Json json;
  json["schema"] = 1;
  json["version"] = version;
  json["manifest"] = played_manifest_json(manifest);
  json["wind_down"] = wind_down_json(manifest);
  json["notices"] = notices_json(notices);
  json["unanswered"] = unanswered_json(unanswered);
  return json;
}

std::string json_document(const Json& json) {
  const std::string text = json.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    std::size_t length = 0;
    const std::string escape = escape_of_steering(std::string_view(text).substr(i), length);
    if (escape.empty()) length = 1;
    out += escape.empty() ? text.substr(i, 1) : escape;
    i += length;
  }
  return out;
}

}  // namespace headroom
