#include "cli/what_if/scenario_text.hpp"

#include <catch2/catch.hpp>

#include "cli/what_if/built_in_files.hpp"
#include "cli/what_if/scenario_file.hpp"
#include "tests/engine/random_choice.hpp"

using namespace headroom;

namespace {

/// A scenario as it can be read: numbers with all their digits, names that look like TOML.
Scenario random_readable(twin::RandomChoice& random) {
  const std::vector<std::string> names = {"Ada", "quote \" and \\ back", "# no comment", "名前", "@largest"};
  Scenario scenario;
  scenario.name = random.pick(std::vector<std::string>{"Export", "[[shock]]", "\"\"\"", "中文"});
  if (random.chance(0.5)) scenario.description = "Two\nlines, and \"more\"";
  if (random.chance(0.5)) scenario.dependence = Dependence{random.real(0.0, 0.5), random.real(0.0, 0.5)};
  for (int i = random.whole(0, 5); i > 0; --i) {
    Shock shock;
    shock.of = static_cast<ShockOf>(random.whole(0, 8));
    const int kind = random.whole(1, 7);
    if (kind & 1) shock.times = random.chance(0.2) ? 1e-7 : random.real(0.0, 1000.0);
    if (kind & 2) shock.add = random.real(-1.0, 1.0);
    if (kind & 4) shock.set = random.real(0.01, 1.0);
    if (random.chance(0.3)) shock.from = Date::of(2026, 2, 28) + random.whole(0, 400);
    else if (random.chance(0.3)) shock.from_day = random.whole(0, 90);
    if (random.chance(0.3)) shock.until = Date::of(2028, 2, 28) + random.whole(0, 400);
    else if (random.chance(0.3)) shock.until_day = random.whole(90, 900);
    const bool is_of_a_customer = shock.of != ShockOf::fixed_cost && shock.of != ShockOf::rate;
    if (is_of_a_customer && random.chance(0.5)) shock.counterparty = random.pick(names);
    if (is_of_a_customer && random.chance(0.3)) shock.group = random.pick(names);
    if (is_of_a_customer && random.chance(0.3)) shock.country = "CN";
    if ((!is_of_a_customer || shock.of == ShockOf::cost) && random.chance(0.5))
      shock.payment_class = static_cast<PaymentClass>(random.whole(0, 9));
    scenario.shocks.push_back(shock);
  }
  return scenario;
}

}  // namespace

TEST_CASE("a scenario that is written is read back as it was, to the last bit") {
  twin::RandomChoice random(2026);
  for (int i = 0; i < 500; ++i) {
    const Scenario scenario = random_readable(random);
    INFO(scenario_toml(scenario));
    const auto read = read_scenario_text("scenario.toml", scenario_toml(scenario));
    REQUIRE(read);
    REQUIRE(read.value() == scenario);
  }
  for (const EmbeddedFile& file : built_in_scenarios()) {
    const Scenario scenario = read_scenario_text("built_in.toml", file.content).value();
    REQUIRE(read_scenario_text("again.toml", scenario_toml(scenario)).value() == scenario);
  }
}
