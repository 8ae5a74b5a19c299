#include "cli/what_if/policy_file.hpp"

#include <catch2/catch.hpp>

using namespace headroom;

namespace {

LendingPolicy policy_of(const std::string& text) {
  const auto policy = read_policy_text("policy.toml", text, {"CNY", 2});
  REQUIRE(policy);
  return policy.value();
}

}  // namespace

TEST_CASE("a policy without a key is as assumed, and decided by the built-in rules", "[assess]") {
  const LendingPolicy policy = policy_of("");
  CHECK(policy.is_given);
  CHECK(policy.lgd == 0.40);
  CHECK(policy.haircut == 0.40);
  CHECK(policy.funding_rate == 0.03);
  CHECK_FALSE(policy.has_funding_rate);
  CHECK(policy.target_return == 0.02);
  CHECK(policy.dscr_months == 12);
  CHECK(policy.scale.is_default);
  CHECK_FALSE(policy.has_rules);
  REQUIRE(policy.decline.size() == 1);
  CHECK(policy.decline[0].limit == 0.20);
  REQUIRE(policy.refer.size() == 2);
  CHECK(policy.refer[1].of == RuleOf::delayed_exceeds_saved);
}

TEST_CASE("a policy's own rules take the place of the built-in ones, in the order of the page", "[assess]") {
  const LendingPolicy policy =
      policy_of("[refer]\nconcentration_above = 0.5\ndscr_p50_below = 1.2\ndelayed_exceeds_saved = false\n");
  CHECK(policy.decline.empty());
  REQUIRE(policy.refer.size() == 2);
  CHECK(policy.refer[0].of == RuleOf::dscr_p50);
  CHECK(policy.refer[0].is_met_by(1.19));
  CHECK_FALSE(policy.refer[0].is_met_by(1.2));
  CHECK(policy.refer[1].of == RuleOf::concentration);
  CHECK_FALSE(policy.refer[1].is_met_by(0.5));
}

TEST_CASE("a policy's amounts are in the ledger's currency", "[assess]") {
  const LendingPolicy policy =
      policy_of("[covenants]\nmin_cash = 1000.50\nmin_dscr = 1.2\n[watch]\ncash_below = -20\ndscr_below = 1\n");
  CHECK(policy.min_cash == Minor{100050});
  CHECK(policy.min_dscr == 1.2);
  CHECK(policy.watch.cash_below == Minor{-2000});
}

TEST_CASE("a policy's grades take the place of the built-in ones", "[assess]") {
  const LendingPolicy policy = policy_of(
      "[[grade]]\nname = \"Green\"\npd_to = 0.02\n[[grade]]\nname = \"Amber\"\npd_to = 0.1\n[[grade]]\nname = "
      "\"Red\"\n");
  CHECK_FALSE(policy.scale.is_default);
  REQUIRE(policy.scale.grades.size() == 3);
  CHECK(policy.scale.grades[1].pd_from == 0.02);
  CHECK(policy.scale.place_of(0.1) == 2);
}
