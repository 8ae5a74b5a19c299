#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <vector>

#include "cli/commands/command_line.hpp"
#include "cli/terminal/display_width.hpp"
#include "tests/cli/temporary_folder.hpp"
#include "tests/source_folder.hpp"

using namespace headroom;
using nlohmann::json;

namespace {

struct Ran {
  int status = 0;
  std::string out, err;
};

Ran run(const std::vector<std::string>& arguments) {
  std::ostringstream out, err;
  const int status = run_command_line(arguments, out, err);
  return {status, out.str(), err.str()};
}

std::string firm(const std::string& name) { return source_folder() + "/fixtures/companies/" + name; }

json drivers_of(std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), "drivers");
  arguments.insert(arguments.end(), {"--json", "-"});
  const Ran ran = run(arguments);
  INFO(ran.err);
  REQUIRE(ran.status == 0);
  return json::parse(ran.out).at("drivers");
}

json probability_of_run(const std::vector<std::string>& arguments, std::size_t option) {
  const Ran ran = run(arguments);
  INFO(ran.err);
  REQUIRE(ran.status == 0);
  return json::parse(ran.out).at("scenarios").at(0).at("options").at(option).at("default_probability");
}

}  // namespace

TEST_CASE("every lever's file, played by run, gives the lever's estimate to the last bit") {
  const TemporaryFolder folder;
  const std::string file = (folder / "lever.toml").string();
  const std::vector<std::vector<std::string>> asked = {
      {firm("lumen_bay"), "--paths", "320"},
      {firm("silver_carp_garments"), "--paths", "192", "--scenario", "order_slump"},
      {firm("kestrel_foodservice"), "--paths", "192", "--default", "any_90dpd", "--relief", "china_inclusive_loan"}};
  for (const auto& arguments : asked) {
    const Ran tried = run([&] {
      std::vector<std::string> with_command = arguments;
      with_command.insert(with_command.begin(), "drivers");
      return with_command;
    }());
    if (tried.status == 1) continue;  // a relief that this firm does not get
    const json drivers = drivers_of(arguments);
    REQUIRE(drivers.at("levers").size() > 4);
    for (const json& lever : drivers.at("levers"))
      for (const char* side : {"low", "high"}) {
        if (lever.at(side).is_null()) continue;
        INFO(lever.at("lever") << " " << lever.at(side).at("change"));
        folder.write("lever.toml", lever.at(side).at("scenario_toml").get<std::string>());
        std::vector<std::string> again = arguments;
        again.insert(again.begin(), "run");
        std::erase(again, "--scenario");
        std::erase(again, "order_slump");
        again.insert(again.end(), {"--scenario", file, "--json", "-"});
        const bool has_relief = drivers.at("option") != "No relief";
        const json expected = probability_of_run(again, has_relief ? 1 : 0);
        REQUIRE(lever.at(side).at("estimate") == expected.at("estimate"));
        REQUIRE(lever.at(side).at("standard_error") == expected.at("standard_error"));
      }
  }
}

TEST_CASE("the JSON of drivers has what was asked for, and shares that sum") {
  const json drivers =
      drivers_of({firm("lumen_bay"), "--paths", "640", "--relief", "china_inclusive_loan", "--target", "5%"});
  double sum = drivers.at("none").at("estimate").get<double>();
  for (const json& cause : drivers.at("causes")) {
    sum += cause.at("share").get<double>();
    for (const char* key : {"cause", "standard_error", "alone", "without"}) REQUIRE(cause.contains(key));
  }
  REQUIRE(sum == Approx(drivers.at("all").at("estimate").get<double>()).margin(1e-12));
  REQUIRE(drivers.at("chase").size() <= 20);
  for (const json& one : drivers.at("chase"))
    for (const char* key : {"invoice", "counterparty", "amount", "difference"}) REQUIRE(one.contains(key));
  REQUIRE_FALSE(drivers.at("customers").empty());
  for (const json& one : drivers.at("first_failures"))
    for (const char* key : {"class", "item", "date", "share"}) REQUIRE(one.contains(key));
  for (const json& one : drivers.at("to_target")) {
    REQUIRE(one.at("target") == 0.05);
    REQUIRE((one.at("change").is_null() ? one.contains("reason") : one.at("estimate") <= 0.05));
  }
}

TEST_CASE("text of drivers keeps to the width of a document, and shows what steers a terminal as an escape") {
  const TemporaryFolder folder;
  folder.write("company.toml",
               "[company]\nname = \"Red\"\nas_of = 2026-10-31\ncurrency = \"EUR\"\n[cash]\nbalance = 10.00\n");
  const std::string evil = "<script>evil\u202Elive";
  folder.write("counterparties.csv", "counterparty,on_time,never\n" + evil + ",0.5,0.5\n");
  folder.write("receivables.csv", "invoice,counterparty,due,amount\n9," + evil + ",2026-11-20,100.00\n");
  folder.write("payables.csv", "bill,counterparty,due,amount,class\nR,L,2026-12-20,100.00,rent\n");
  const Ran ran = run({"drivers", folder.path().string(), "--paths", "100", "--horizon", "90d"});
  REQUIRE((ran.out + ran.err).find("\u202E") == std::string::npos);
  REQUIRE((ran.out + ran.err).find("<script>evil") != std::string::npos);
  const Ran known = run({"drivers", firm("lumen_bay"), "--paths", "100", "--target", "0.01"});
  std::istringstream lines(known.out);
  for (std::string line; std::getline(lines, line);) {
    INFO(line);
    REQUIRE((display_width(line) <= 100 || line.starts_with("The same again")));
  }
}
