// What the owner's page and the workbook say of causes, levers, customers and invoices.

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "cli/report/html/owner_report.hpp"
#include "cli/report/json/run_json.hpp"
#include "tests/cli/report_sample.hpp"

using namespace headroom;

namespace {

LeverSide side(double factor, double value, double all) {
  LeverSide made;
  made.change = {LeverChange::Kind::times, factor};
  made.estimate = sample_estimate(value);
  made.value = value;
  made.difference = Estimate{value - all, 0.001};
  return made;
}

RunReport report_with_drivers() {
  RunReport report = sample_report();
  report.as_written = LedgerAsWritten{};
  report.as_written->forecast.horizon_days = 90;
  DriversResult drivers;
  drivers.is_random = drivers.possible = true;
  drivers.paths = 10000;
  drivers.all = sample_estimate(0.12);
  drivers.all_value = 0.12;
  drivers.causes = {{Cause::lateness, {0.09, 0.001}, 0.05, 0.03}, {Cause::sales, {0.03, 0.001}, 0.02, 0.08}};
  LeverResult lever;
  lever.lever.of = ShockOf::cost;
  lever.low = side(0.9, 0.02, 0.12);
  lever.high = side(1.1, 0.4, 0.12);
  lever.swing = 0.38;
  drivers.levers = {lever};
  drivers.customers = {{"Northwind", 100000.0, 90000.0, 20000.0}};
  drivers.chase = {{"R-7", "Meridian <b>", 750000, {-0.02, 0.001}}, {"R-8", "Northwind", 10000, {-0.0001, 0.001}}};
  report.drivers = drivers;
  return report;
}

}  // namespace

TEST_CASE("the owner's page says what drives the chance, and draws from it what to do") {
  const RunReport report = report_with_drivers();
  const std::string html = owner_report_html(report, run_json(report, "0.1.0"), "0.1.0");
  for (const char* text : {"id=\"chart-causes\"", "id=\"chart-levers\""}) {
    INFO(text);
    CHECK(html.find(std::string(text).insert(std::string(text).size() - 1, "-title")) != std::string::npos);
  }
  CHECK(html.find("First ask Meridian &lt;b&gt; for invoice R-7") != std::string::npos);
  CHECK(html.find("Then Northwind") == std::string::npos);  // its change may be chance
  CHECK(html.find("Work on this: ") != std::string::npos);
  CHECK(html.find("Whose money is missing when it runs short") != std::string::npos);
}

TEST_CASE("the JSON beside a page gains the drivers") {
  const auto json = nlohmann::json::parse(run_json(report_with_drivers(), "0.1.0"));
  CHECK(json.at("drivers").at("causes").size() == 2);
  CHECK(json.at("drivers").at("levers").at(0).at("lever") == "cost");
  CHECK_FALSE(nlohmann::json::parse(run_json(sample_report(), "0.1.0")).contains("drivers"));
}

TEST_CASE("a firm that fails without bad luck is told so") {
  RunReport report = report_with_drivers();
  report.drivers->none = 1.0;
  const std::string html = owner_report_html(report, run_json(report, "0.1.0"), "0.1.0");
  CHECK(html.find("The firm runs short even without bad luck") != std::string::npos);
}
