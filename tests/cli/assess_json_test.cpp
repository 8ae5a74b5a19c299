// The JSON of `headroom assess`: every field of the contract, and figures that can be recomputed from what is shown.

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <sstream>

#include "cli/commands/assess.hpp"
#include "tests/cli/temporary_folder.hpp"
#include "tests/source_folder.hpp"

using namespace headroom;

namespace {

using nlohmann::json;

AssessArguments arguments_for(const std::string& relief) {
  AssessArguments arguments;
  arguments.ledger.path = std::filesystem::path(source_folder()) / "fixtures/companies/lumen_bay";
  arguments.reliefs = {relief};
  arguments.paths = 400;
  arguments.json = "-";
  return arguments;
}

json assessment_of(const AssessArguments& arguments) {
  std::ostringstream out, err;
  REQUIRE(run_assess(arguments, out, err) == 0);
  return json::parse(out.str()).at("assessment");
}

}  // namespace

TEST_CASE("an assessment has every field of the contract", "[assess]") {
  const json assessment = assessment_of(arguments_for("china_inclusive_loan"));
  for (const char* field : {"relief",
                            "eligible",
                            "reasons",
                            "amount",
                            "event",
                            "horizon_days",
                            "covered",
                            "pd",
                            "grade",
                            "exposure_at_default",
                            "loss_given_default",
                            "guarantee",
                            "expected_loss",
                            "break_even_rate",
                            "break_even_effective",
                            "price_for_target",
                            "funding_rate",
                            "dscr",
                            "covenants",
                            "basel",
                            "ifrs9",
                            "concentration",
                            "total_debt",
                            "debt_to_revenue",
                            "ltv",
                            "owed_after_horizon",
                            "stressed",
                            "watch",
                            "most_sensitive",
                            "recommendation"}) {
    INFO(field);
    CHECK(assessment.contains(field));
  }
  CHECK(assessment.at("amount") == 1900000.0);
  CHECK(assessment.at("horizon_days") == 476);
  CHECK(assessment.at("covered") == 1.0);
  CHECK(assessment.at("pd").back().at("months").is_null());
  CHECK(assessment.at("basel").at("maturity") == Approx(386.0 / 365.0));
  CHECK(assessment.at("ltv").is_null());
  CHECK(assessment.at("why_null").at("ltv") == "the loan has no collateral");
  CHECK(assessment.at("recommendation").at("reasons").size() == 3);
}

TEST_CASE("loss and coverage can be recomputed from what is shown", "[assess]") {
  AssessArguments arguments = arguments_for("china_inclusive_loan");
  arguments.scenarios = {"order_slump"};
  const json assessment = assessment_of(arguments);
  const double loss = assessment.at("expected_loss").at("estimate"), exposure = assessment.at("exposure_at_default"),
               share = assessment.at("default_with_loan").at("estimate"), lgd = assessment.at("loss_given_default"),
               guarantee = assessment.at("guarantee");
  CHECK(loss > 0.0);
  CHECK(loss == Approx(share * exposure * lgd * (1.0 - guarantee)).epsilon(1e-9));
  double by_month = 0.0;
  for (const json& month : assessment.at("defaults_by_month")) by_month += month.at("loss").get<double>();
  CHECK(by_month == Approx(loss).epsilon(1e-9));
  CHECK(assessment.at("expected_loss").at("of_amount") == Approx(loss / 1900000.0).epsilon(1e-9));
  double receipts = 0.0, dues = 0.0, service = 0.0;
  for (const json& month : assessment.at("dscr").at("monthly")) {
    receipts += month.at("receipts").get<double>();
    dues += month.at("dues").get<double>();
    service += month.at("debt_service").get<double>();
    const json& written = month.at("as_written");
    if (written.at("debt_service") > 0.0)
      CHECK(written.at("dscr").get<double>() ==
            Approx((written.at("receipts").get<double>() - written.at("dues").get<double>()) /
                   written.at("debt_service").get<double>()));
  }
  const json& horizon = assessment.at("dscr").at("horizon");
  CHECK(horizon.at("receipts") == Approx(receipts));
  CHECK(horizon.at("dues") == Approx(dues));
  CHECK(horizon.at("debt_service") == Approx(service));
  REQUIRE(assessment.at("stressed").size() == 1);
  CHECK(assessment.at("stressed")[0].at("expected_loss") > loss);
}

TEST_CASE("what the horizon cannot see is null, with its reason", "[assess]") {
  AssessArguments arguments = arguments_for("china_inclusive_loan");
  arguments.horizon = Horizon{200, false};
  const json assessment = assessment_of(arguments);
  CHECK(assessment.at("covered") == 0.0);
  CHECK(assessment.at("expected_loss").at("by_horizon") == true);
  for (const char* field : {"break_even_rate", "break_even_effective", "price_for_target"}) {
    INFO(field);
    CHECK(assessment.at(field).is_null());
    CHECK(assessment.at("why_null").contains(field));
  }
  CHECK(assessment.at("ifrs9").at("ecl_life").is_null());
  CHECK(assessment.at("grade").at("of_horizon") == true);
}

TEST_CASE("a relief that lends nothing has a decision and no loss", "[assess]") {
  const json assessment = assessment_of(arguments_for("china_deferral"));
  for (const char* field : {"amount", "exposure_at_default", "expected_loss", "break_even_rate", "basel", "ifrs9"}) {
    INFO(field);
    CHECK(assessment.at(field).is_null());
    CHECK(assessment.at("why_null").at(field) == "the relief lends nothing");
  }
  CHECK(assessment.at("dscr").at("horizon").at("p50").is_number());
  CHECK(assessment.at("recommendation").at("decision").is_string());
}

TEST_CASE("a firm that is not eligible is declined, with the reason", "[assess]") {
  const json assessment = assessment_of(arguments_for("uk_bounce_back_loan"));
  CHECK(assessment.at("eligible") == false);
  CHECK_FALSE(assessment.at("reasons").empty());
  CHECK(assessment.at("recommendation").at("decision") == "decline");
  CHECK(assessment.at("pd").back().at("with").at("event").is_null());
  CHECK(assessment.at("pd").back().at("without").at("event").at("estimate").is_number());
}

TEST_CASE("assess takes exactly one relief", "[assess]") {
  AssessArguments arguments = arguments_for("china_inclusive_loan");
  std::ostringstream out, err;
  arguments.reliefs = {};
  CHECK(run_assess(arguments, out, err) == 2);
  arguments.reliefs = {"china_inclusive_loan", "china_deferral"};
  CHECK(run_assess(arguments, out, err) == 2);
  CHECK(out.str().empty());
}
