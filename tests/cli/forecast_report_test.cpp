#include <algorithm>
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <sstream>

#include "cli/report/json/forecast_json.hpp"
#include "cli/report/text/forecast_text.hpp"
#include "cli/terminal/display_width.hpp"
#include "tests/cli/report_sample.hpp"

using namespace headroom;
using Catch::Matchers::Contains;

namespace {

/// Two weeks: wages that cannot be paid in full, a loan payment in two parts, one receipt, one overdue invoice.
ForecastReport sample_forecast() {
  ForecastReport report;
  report.manifest = sample_manifest();
  report.manifest.horizon_days = 13;
  Forecast& forecast = report.forecast;
  forecast.horizon_days = 13;
  const auto flow = [](int day, std::optional<PaymentClass> payment_class, Minor amount, std::string item,
                       std::string counterparty = "", FlowKind kind = FlowKind::item) {
    ForecastFlow made;
    made.day = day;
    made.payment_class = payment_class;
    made.amount = amount;
    made.item = std::move(item);
    made.counterparty = std::move(counterparty);
    made.kind = kind;
    return made;
  };
  forecast.flows = {flow(1, std::nullopt, 50000, "INV-1", "Nordlicht"),
                    flow(2, PaymentClass::loan, 1234, "Bank A", "", FlowKind::interest),
                    flow(2, PaymentClass::loan, 9000, "Bank A", "", FlowKind::principal),
                    flow(8, PaymentClass::wages, 38000000, "Payroll"),
                    flow(20, PaymentClass::rent, 1, "beyond the horizon")};
  for (int day = 0; day <= 13; ++day)
    forecast.days.push_back({day, day < 8 ? 10000 : 0, 0, day < 8 ? 0 : 37990000, day < 8 ? 10000 : -37990000});
  CashWeek first{0, 6, 10000, 49766, 50000, {}}, second{7, 13, 49766, -37950234, 0, {}};
  first.payments[static_cast<std::size_t>(PaymentClass::loan)] = 10234;
  second.payments[static_cast<std::size_t>(PaymentClass::wages)] = 38000000;
  forecast.weeks = {first, second};
  UndatedReceivable overdue;
  overdue.invoice = "INV-\x1b[2J";
  overdue.counterparty = "Late & Sons";
  overdue.due = Date::of(2026, 9, 30);
  overdue.amount = 123456;
  forecast.undated = {overdue};
  forecast.first_unpaid_day = 8;
  return report;
}

}  // namespace

TEST_CASE("the JSON of a forecast has signed flows, cash for every day and what has no date") {
  const auto document = nlohmann::json::parse(forecast_json(sample_forecast(), "0.1.0"));
  const auto& flows = document.at("flows");
  REQUIRE(flows.size() == 4);
  CHECK(flows[0] == nlohmann::json::parse(R"({"day": 1, "date": "2026-11-01", "class": "receipts", "item": "INV-1", )"
                                          R"("counterparty": "Nordlicht", "amount": 500.0})"));
  CHECK(flows[1] == nlohmann::json::parse(R"({"day": 2, "date": "2026-11-02", "class": "loan", "item": "Bank A", )"
                                          R"("part": "interest", "amount": -12.34})"));
  CHECK(flows[2]["part"] == "principal");
  CHECK(flows[3]["amount"] == -380000.0);
  REQUIRE(document.at("cash").size() == 14);
  CHECK(document["cash"][0]["day"] == 0);
  CHECK(document["cash"][0]["date"] == "2026-10-31");
  CHECK(document["cash"][0]["balance"] == 100.0);
  REQUIRE(document.at("undated").size() == 1);
  CHECK(document["undated"][0]["counterparty"] == "Late & Sons");
  CHECK(document["undated"][0]["due"] == "2026-09-30");
  CHECK(document["undated"][0]["amount"] == 1234.56);
}

TEST_CASE("a forecast is a calendar of weeks with the classes that occur") {
  const std::string text = forecast_text(sample_forecast(), Style{});
  CHECK_THAT(text, Contains("week  from         opening   in     wages  loan   closing  cash"));
  CHECK_THAT(text, Contains("   1  31 Oct 2026      100  500         0  -102       498   100"));
  CHECK_THAT(text, !Contains("rent"));
  std::string words = text;
  std::replace(words.begin(), words.end(), '\n', ' ');
  CHECK_THAT(words, Contains("The lowest point is -379,900.00 CNY on 8 November 2026"));
  CHECK_THAT(
      words,
      Contains(
          "On 8 November 2026 something due cannot be paid in full for the first time: 379,900.00 CNY is missing."));
  CHECK_THAT(words, Contains("1,234.56 CNY overdue on 31 October 2026, 1 invoice."));
  CHECK_THAT(text, Contains("INV-\\x1b[2J"));
  CHECK_THAT(text, !Contains("\x1b"));
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) CHECK(display_width(line) <= 100);
}
