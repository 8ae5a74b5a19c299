#include "cli/what_if/scenario_file.hpp"

#include <catch2/catch.hpp>

#include "tests/cli/temporary_folder.hpp"

using namespace headroom;

TEST_CASE("every key of a scenario is read") {
  const auto read = read_scenario_text("export.toml", R"(
name = "Export shock"
description = """Two
lines"""
[dependence]
market = 0.15
counterparty = 0.20
[[shock]]
of = "cancellation"
times = 2.0
from = 2026-11-01
until = 2027-04-30
counterparty = "Acme"
group = "g"
country = "US"
[[shock]]
of = "cost"
times = 1.1
add = 5
set = 7.5
from_day = 30
until_day = 180
class = "supplier"
counterparty = "*"
[[shock]]
of = "late_days"
add = 10
counterparty = "@largest"
)");
  REQUIRE(read);
  const Scenario& scenario = read.value();
  CHECK(scenario.name == "Export shock");
  CHECK(scenario.description == "Two\nlines");
  CHECK(scenario.dependence->market == 0.15);
  CHECK(scenario.dependence->counterparty == 0.20);
  REQUIRE(scenario.shocks.size() == 3);
  CHECK(scenario.shocks[0].of == ShockOf::cancellation);
  CHECK(scenario.shocks[0].times == 2.0);
  CHECK_FALSE(scenario.shocks[0].add);
  CHECK(iso_text(*scenario.shocks[0].from) == "2026-11-01");
  CHECK(iso_text(*scenario.shocks[0].until) == "2027-04-30");
  CHECK(scenario.shocks[0].counterparty == "Acme");
  CHECK(scenario.shocks[0].group == "g");
  CHECK(scenario.shocks[0].country == "US");
  CHECK(scenario.shocks[1].add == 5.0);
  CHECK(scenario.shocks[1].set == 7.5);
  CHECK(scenario.shocks[1].from_day == 30);
  CHECK(scenario.shocks[1].until_day == 180);
  CHECK(scenario.shocks[1].payment_class == PaymentClass::supplier);
  CHECK(scenario.shocks[2].counterparty == largest_counterparty);
}

TEST_CASE("a scenario without dependence leaves the ledger's, and one without name is called like its file") {
  const auto read = read_scenario_text("somewhere/slump.toml", "");
  REQUIRE(read);
  CHECK_FALSE(read.value().dependence);
  CHECK(read.value().name == "slump");
}

TEST_CASE("a scenario file that is not there is a fault") {
  const TemporaryFolder folder;
  CHECK(text_of(read_scenario_file(folder / "none.toml").faults().front().what) == "there is no such file");
}

TEST_CASE("a scenario cut off at any byte is read or refused with a reason") {
  const std::string text =
      "name = \"x\"\n[dependence]\nmarket = 0.15\n[[shock]]\nof = \"never\"\nadd = 0.10\nfrom = 2026-11-01\ncountry = "
      "\"CN\"\n";
  for (std::size_t length = 0; length < text.size(); ++length) {
    const auto read = read_scenario_text("s.toml", std::string_view(text).substr(0, length));
    if (!read) CHECK(has_fault(read.faults()));
  }
}
