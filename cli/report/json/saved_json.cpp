#include "cli/report/json/saved_json.hpp"

#include "cli/report/json/json_parts.hpp"

namespace headroom {

namespace {

/// A value as it was dumped, or the text itself where it is none.
Json value_of(const std::string& dumped) {
  Json value = Json::parse(dumped, nullptr, false);
  return value.is_discarded() ? Json(dumped) : value;
}

}  // namespace

std::string saved_runs_json(const std::vector<SavedRun>& runs) {
  Json json = Json::array();
  for (const SavedRun& run : runs) {
    Json row;
    row["id"] = run.id;
    row["saved_at"] = run.saved_at;
    row["command"] = run.command;
    row["company"] = run.company;
    row["as_of"] = run.as_of;
    row["seed"] = run.seed;
    row["paths"] = run.paths;
    row["default_probability"] = json_or_null(run.default_probability);
    row["inputs_sha256"] = run.inputs_sha256;
    row["version"] = run.version;
    row["compiler"] = run.compiler;
    row["exit_status"] = run.exit_status;
    json.push_back(std::move(row));
  }
  return json_document(json);
}

std::string rerun_json(const RerunReport& report) {
  Json json;
  json["schema"] = 1;
  Json& rerun = json["rerun"];
  rerun["id"] = report.run.id;
  rerun["identical"] = !report.first_difference.has_value();
  rerun["first_difference"] = nullptr;
  if (report.first_difference) rerun["first_difference"] = report.first_difference->field;
  rerun["saved"] = report.first_difference ? value_of(report.first_difference->first) : Json(nullptr);
  rerun["now"] = report.first_difference ? value_of(report.first_difference->second) : Json(nullptr);
  rerun["version"] = report.run.version;
  rerun["version_now"] = report.version_now;
  rerun["compiler"] = report.run.compiler;
  rerun["compiler_now"] = report.compiler_now;
  return json_document(json);
}

std::string run_difference_json(const RunDifference& difference) {
  Json json;
  json["schema"] = 1;
  Json& diff = json["diff"];
  diff["inputs"] = Json::array();
  for (const ChangedLine& line : difference.inputs) {
    Json row;
    row["file"] = line.file;
    row["line"] = line.difference.line;
    row["first"] = json_or_null(line.difference.first);
    row["second"] = json_or_null(line.difference.second);
    diff["inputs"].push_back(std::move(row));
  }
  diff["results"] = Json::array();
  for (const ChangedField& field : difference.results) {
    Json row;
    row["field"] = field.field;
    row["first"] = value_of(field.first);
    row["second"] = value_of(field.second);
    diff["results"].push_back(std::move(row));
  }
  return json_document(json);
}

}  // namespace headroom
