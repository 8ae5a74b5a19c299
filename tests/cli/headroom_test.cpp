#include "cli/headroom.hpp"

#include <catch2/catch.hpp>

#include "models/known_until.hpp"
#include "tests/cli/temporary_folder.hpp"
#include "tests/source_folder.hpp"

using namespace headroom;

namespace {

const std::filesystem::path starter = std::filesystem::path(source_folder()) / "fixtures" / "starter";

}  // namespace

TEST_CASE("a scenario and a relief are read from a file or by the name of a built-in one") {
  const auto ledger = read_ledger(starter);
  REQUIRE(ledger);
  CHECK(read_scenario("order_slump").value().shocks.size() > 0);
  CHECK(read_relief("china_inclusive_loan", ledger.value().ledger).value().loans.size() == 1);
  const TemporaryFolder folder;
  folder.write("own.toml", "name = \"Own\"\n[[shock]]\nof = \"never\"\nadd = 0.1\n");
  CHECK(read_scenario((folder / "own.toml").string()).value().name == "Own");
  CHECK_THAT(findings_text(read_scenario("order_slumps").faults()), Catch::Contains("did you mean `order_slump`?"));
  CHECK_THAT(findings_text(read_relief("order_slump", ledger.value().ledger).faults()),
             Catch::Contains("order_slump: is a built-in scenario, not a relief; give it with --scenario"));
  CHECK_THAT(findings_text(read_scenario(folder.path().string()).faults()),
             Catch::Contains("is a folder, where the file of a scenario is needed"));
}

TEST_CASE("plain settings are those of headroom run without options") {
  const Ledger ledger = read_ledger(starter).value().ledger;
  const SimulationSettings settings = plain_settings(ledger);
  CHECK(settings.paths == 100'000);
  CHECK(settings.seed == 1);
  CHECK(settings.horizon_days == default_horizon_days(ledger));
  CHECK(settings.default_event == Event::illiquid);
  CHECK_FALSE(settings.precision);
}
