#include "cli/report/json/breakpoint_json.hpp"

#include "cli/report/json/json_parts.hpp"
#include "cli/report/words/breakpoint_words.hpp"
#include "cli/report/words/language.hpp"

namespace headroom {

namespace {

Json strength_json(const IntensityOutcome& one) {
  Json json;
  json["intensity"] = one.intensity;
  json.update(estimate_json(one.outcome.probability()));
  return json;
}

}  // namespace

std::string breakpoint_json(const BreakpointReport& report, std::string_view version) {
  const BreakpointAnswer& answer = report.answer;
  const auto reason = reason_without_breakpoint(report);
  Json json = question_json(report.manifest, version, report.notices, report.unanswered);
  Json& found = json["breakpoint"];
  found["scenario"] = text_of(scenario_name(report.scenario.name));
  found["target"] = report.target;
  found["intensity"] = answer.at ? Json(answer.at->intensity) : Json(nullptr);
  found["reason"] = reason ? Json(text_of(*reason)) : Json(nullptr);
  found.update(estimate_json(answer.at ? answer.at->outcome.probability() : std::nullopt));
  found["below"] = answer.below ? strength_json(*answer.below) : Json(nullptr);
  found["computed"] = Json::array();
  for (const IntensityOutcome& one : answer.computed) found["computed"].push_back(strength_json(one));
  return json_document(json);
}

}  // namespace headroom
