#include "cli/report/json/run_json.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "cli/report/json/json_parts.hpp"
#include "cli/report/words/precision_report.hpp"
#include "tests/cli/report_sample.hpp"

using namespace headroom;
using nlohmann::json;

namespace {

json parsed(const RunReport& report) { return json::parse(run_json(report, "0.1.0")); }

/// Every field that an option must have, whatever was computed.
void require_fields(const json& option, bool is_base) {
  for (const char* key : {"estimate", "standard_error", "ci95", "ci_method", "by_day"})
    REQUIRE(option.at("default_probability").contains(key));
  for (const std::string_view event : event_names()) REQUIRE(option.at("events").contains(std::string(event)));
  for (const char* key : {"p05", "p25", "p50", "p75", "p95", "deterministic", "censored_share"})
    REQUIRE(option.at("runway_days").contains(key));
  REQUIRE(option.at("cash").is_array());
  REQUIRE(option.at("position").is_array());
  for (const char* key : {"p01", "p05", "p50", "expected_shortfall_05"})
    REQUIRE(option.at("lowest_position").contains(key));
  for (const char* key : {"p50", "p90", "p95", "p99"}) REQUIRE(option.at("funding_need").contains(key));
  if (is_base) return;
  REQUIRE(option.at("eligible").is_boolean());
  for (const char* key :
       {"relief_received", "forgiven", "forgiven_after_horizon", "exempted", "owed_after_horizon", "owed_in_arrears"})
    REQUIRE(option.contains(key));
  const json& change = option.at("change");
  for (const char* key : {"estimate", "standard_error"}) REQUIRE(change.at("default_probability").contains(key));
  for (const char* key : {"survives_anyway", "saved", "delayed", "fails_anyway", "harmed"})
    REQUIRE(change.at("paths").contains(key));
}

}  // namespace

TEST_CASE("the JSON of a run has every field of schema 1, in major units") {
  const json document = parsed(sample_report());
  CHECK(document.at("schema") == 1);
  CHECK(document.at("version") == "0.1.0");
  const json& manifest = document.at("manifest");
  CHECK(manifest.at("company") == "Lumen Bay");
  CHECK(manifest.at("as_of") == "2026-10-31");
  CHECK(manifest.at("horizon_days") == 90);
  CHECK(manifest.at("known_until") == "2027-12-31");
  CHECK(manifest.at("paths") == 100000);
  CHECK(manifest.at("seed") == 7);
  CHECK(manifest.at("default_event") == "illiquid");
  CHECK(manifest.at("inputs_sha256") == "abc");
  CHECK(manifest.at("command") == "headroom run books --paths 100000 --horizon 90d --seed 7");
  CHECK(manifest.at("intensity") == 1.0);
  CHECK_FALSE(manifest.contains("threads"));

  const json& options = document.at("scenarios").at(0).at("options");
  REQUIRE(options.size() == 2);
  require_fields(options[0], true);
  require_fields(options[1], false);
  CHECK_FALSE(options[0].contains("eligible"));
  CHECK(options[0]["name"] == "No relief");
  CHECK(options[0]["default_probability"]["estimate"] == 0.1234);
  CHECK(options[0]["default_probability"]["ci95"].size() == 2);
  CHECK(options[0]["default_probability"]["by_day"].size() == 91);
  CHECK(options[0]["default_probability"]["by_day"][30]["date"] == "2026-11-30");
  CHECK(options[0]["events"]["illiquid"]["estimate"] == 0.1234);
  CHECK(options[0]["events"]["loan_90dpd"].is_null());
  CHECK(options[0]["runway_days"]["p05"] == 71);
  CHECK(options[0]["runway_days"]["p50"].is_null());
  CHECK(options[0]["cash"][1]["day"] == 7);
  CHECK(options[0]["cash"][1]["p50"] == 1234.56);
  CHECK(options[0]["lowest_position"]["p05"] == -1200000.0);
  CHECK(options[0]["lowest_position"]["standard_error"]["p05"] == 1234.0);
  CHECK(options[1]["eligible"] == true);
  CHECK(options[1]["owed_after_horizon"] == 400000.0);
  CHECK(options[1]["change"]["default_probability"]["estimate"] == -0.08);
  CHECK(options[1]["change"]["paths"]["saved"] == 0.08);
}

TEST_CASE("the probability is told after months, as far as the horizon reaches, then by the horizon") {
  RunReport report = sample_report();
  const json short_one = parsed(report).at("scenarios").at(0).at("options").at(0).at("by_horizon");
  REQUIRE(short_one.size() == 1);  // 90 days from 31 October are less than three months
  CHECK(short_one[0].at("months").is_null());
  CHECK(short_one[0].at("date") == "2027-01-29");
  CHECK(short_one[0].at("estimate") == sample_estimate(0.1234).value);
  report.manifest.horizon_days = 92;
  OptionResult& base = report.results[0].options[0];
  base.by_day.push_back(sample_estimate(0.2));
  base.by_day.push_back(sample_estimate(0.3));
  const json rows = parsed(report).at("scenarios").at(0).at("options").at(0).at("by_horizon");
  REQUIRE(rows.size() == 2);
  CHECK(rows[0].at("months") == 3);
  CHECK(rows[0].at("date") == "2027-01-31");
  CHECK(rows[0].at("estimate") == 0.3);
  CHECK(rows[1].at("months").is_null());
}

TEST_CASE("money without decimals is written in whole units") {
  RunReport report = sample_report();
  report.manifest.decimals = 0;
  CHECK(parsed(report)["scenarios"][0]["options"][0]["lowest_position"]["p05"] == -120000000.0);
}

TEST_CASE("the keys of the JSON keep their order") {
  const std::string text = run_json(sample_report(), "0.1.0");
  std::size_t last = 0;
  for (const char* key :
       {"\"schema\"", "\"version\"", "\"manifest\"", "\"scenarios\"", "\"default_probability\"", "\"events\"",
        "\"runway_days\"", "\"cash\"", "\"position\"", "\"lowest_position\"", "\"funding_need\""}) {
    const std::size_t place = text.find(key, last);
    INFO(key);
    REQUIRE(place != std::string::npos);
    last = place;
  }
}

TEST_CASE("where nothing is random every estimate, error and share is null, and the course stays") {
  RunReport report = sample_report();
  OptionResult relief = certain_option();
  relief.name = "Policy loan";
  relief.owed_after_horizon = 100.0;
  report.results[0].options = {certain_option(), relief};
  const json document = parsed(report);
  const json& options = document["scenarios"][0]["options"];
  require_fields(options[0], true);
  require_fields(options[1], false);
  const json& probability = options[0]["default_probability"];
  CHECK(probability["estimate"].is_null());
  CHECK(probability["standard_error"].is_null());
  CHECK(probability["ci95"].is_null());
  REQUIRE(probability["by_day"].size() == 91);
  CHECK(probability["by_day"][90]["day"] == 90);
  CHECK(probability["by_day"][90]["estimate"].is_null());
  CHECK(options[0]["nothing_random"] == true);
  CHECK(options[0]["events"]["illiquid"]["estimate"].is_null());
  CHECK(options[0]["runway_days"]["deterministic"] == 80);
  CHECK(options[0]["runway_days"]["p05"].is_null());
  CHECK(options[0]["runway_days"]["censored_share"].is_null());
  CHECK(options[0]["cash"][0]["p50"] == 1234.56);
  CHECK(options[0]["cash"][0]["mean_standard_error"].is_null());
  CHECK(options[0]["lowest_position"]["standard_error"]["p05"].is_null());
  CHECK(options[1]["change"]["default_probability"]["estimate"].is_null());
  CHECK(options[1]["change"]["paths"]["saved"].is_null());
  CHECK(options[1]["owed_after_horizon"] == 1.0);
}

TEST_CASE("a relief that the firm cannot have has every field, null, and the reason") {
  RunReport report = sample_report();
  report.results[0].options[1] = refused_option();
  const json option = parsed(report)["scenarios"][0]["options"][1];
  require_fields(option, false);
  CHECK(option["eligible"] == false);
  CHECK(option["reason"] == "The firm has 500 employees, more than the 300 allowed.");
  CHECK(option["default_probability"]["estimate"].is_null());
  CHECK(option["default_probability"]["by_day"].empty());
  CHECK(option["events"]["illiquid"]["estimate"].is_null());
  CHECK(option["events"]["loan_90dpd"].is_null());
  CHECK(option["lowest_position"]["p05"].is_null());
  CHECK(option["funding_need"]["p95"].is_null());
  CHECK(option["owed_after_horizon"].is_null());
}

TEST_CASE("a horizon beyond what the ledger knows is a wind-down") {
  RunReport report = sample_report();
  CHECK(parsed(report)["wind_down"].is_null());
  report.manifest.known_until = Date::of(2026, 12, 31);
  CHECK(parsed(report)["wind_down"]["after"] == "2026-12-31");
  CHECK(parsed(report)["wind_down"]["text"] == "wind-down: no sales entered after 31 December 2026");
  report.manifest.known_until.reset();
  CHECK(parsed(report)["manifest"]["known_until"].is_null());
  CHECK(parsed(report)["wind_down"]["after"].is_null());
}

TEST_CASE("names that are not UTF-8 do not break the JSON") {
  RunReport report = sample_report();
  report.manifest.company = "\xff\x1b[2J";
  CHECK(parsed(report)["manifest"]["company"].is_string());
}

TEST_CASE("JSON holds nothing that could steer the terminal on which it is shown, and reads as the same text") {
  const std::string text =
      "\x1b[31m \x7f \xc2\x9b 31m \xd8\x9c \xe2\x80\xae \xe2\x81\xa6 \xc3\xa9 \xe4\xba\xac \xf0\x9f\x92\xa9";
  const std::string document = json_document(Json(text));
  CHECK(document ==
        "\"\\u001b[31m \\u007f \\u009b 31m \\u061c \\u202e \\u2066 \xc3\xa9 \xe4\xba\xac \xf0\x9f\x92\xa9\"\n");
  CHECK(Json::parse(document) == Json(text));
}

TEST_CASE("the JSON of a run to a precision says what was asked for, reached and used; without one it is null") {
  const json plain = parsed(sample_report());
  CHECK(plain.at("manifest").at("precision").is_null());
  CHECK(plain.at("scenarios").at(0).at("precision").is_null());
  CHECK(plain["scenarios"][0]["options"][0]["default_probability"]["ci_method"] == "wilson");

  const json document = parsed(precise_report());
  for (const json* precision :
       {&document.at("manifest").at("precision"), &document.at("scenarios").at(0).at("precision")}) {
    CHECK(precision->at("requested") == 0.001);
    CHECK(precision->at("half_width") == 0.0009);
    CHECK(precision->at("reached") == true);
    CHECK(precision->at("sampling") == "importance");
    CHECK(precision->at("factors") == 51);
    CHECK(precision->at("replicates") == 64);
    CHECK(precision->at("paths") == 65536);
    CHECK(precision->at("ordinary_paths") == 16384);
    CHECK(precision->at("pilot_paths") == 20480);
    CHECK(precision->at("paths_max") == 20000000);
  }
  CHECK(document["manifest"]["paths"] == 65536);
  const json& base = document["scenarios"][0]["options"][0];
  CHECK(base["default_probability"]["ci_method"] == "replicates");
  CHECK(base["paths"] == 16384);
}

TEST_CASE("a precision asked for where nothing is random is known to be asked for, and nothing else") {
  RunReport report = sample_report();
  report.results[0].options = {certain_option()};
  report.manifest.precision = precision_of(0.002, report.results);
  const json precision = parsed(report).at("manifest").at("precision");
  CHECK(precision.at("requested") == 0.002);
  for (const char* key : {"half_width", "reached", "sampling", "paths"}) CHECK(precision.at(key).is_null());
}

TEST_CASE("scenarios together reach what the worst of them does, with the paths of the one that took most") {
  RunReport report = precise_report();
  report.results.push_back(report.results[0]);
  PrecisionReport& second = *report.results[1].precision;
  second.paths = 100;
  second.half_width = 0.02;
  second.reached = false;
  const PrecisionSummary summary = precision_of(0.001, report.results);
  REQUIRE(summary.most);
  CHECK(summary.most->paths == 65536);
  CHECK(summary.most->half_width == 0.02);
  CHECK_FALSE(summary.most->reached);
}
