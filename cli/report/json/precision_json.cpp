#include "cli/report/json/precision_json.hpp"

#include "cli/report/words/precision_report.hpp"

namespace headroom {

Json precision_json(const std::optional<PrecisionReport>& report) {
  if (!report) return nullptr;
  Json json;
  json["requested"] = report->requested;
  json["half_width"] = report->half_width;
  json["reached"] = report->reached;
  json["sampling"] = name_of(report->sampling);
  json["factors"] = report->factors;
  json["replicates"] = report->replicates;
  json["paths"] = report->paths;
  json["ordinary_paths"] = report->ordinary_paths;
  json["pilot_paths"] = report->pilot_paths;
  json["paths_max"] = report->paths_max;
  return json;
}

Json precision_json(const std::optional<PrecisionSummary>& summary) {
  if (!summary) return nullptr;
  if (summary->most) return precision_json(summary->most);
  Json json;  // nothing is random
  json["requested"] = summary->requested;
  for (const char* key : {"half_width", "reached", "sampling", "factors", "replicates", "paths", "ordinary_paths",
                          "pilot_paths", "paths_max"})
    json[key] = nullptr;
  return json;
}

}  // namespace headroom
