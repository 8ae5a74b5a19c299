#include "cli/syntax/nearest_name.hpp"

#include <catch2/catch.hpp>

using namespace headroom;

TEST_CASE("the nearest name is found through slips of the pen") {
  const std::vector<std::string> names = {"balance", "minimum", "late_sigma"};
  CHECK(nearest_name("balanse", names) == "balance");
  CHECK(nearest_name("Balance", names) == "balance");
  CHECK(nearest_name("minumim", names) == "minimum");
  CHECK(nearest_name("late_sgima", names) == "late_sigma");
}

TEST_CASE("what is not near is not suggested") {
  CHECK_FALSE(nearest_name("colour", {"balance", "minimum"}));
  CHECK_FALSE(nearest_name("", {"a"}));
  CHECK_FALSE(nearest_name("x", {"y"}));
  CHECK_FALSE(nearest_name(std::string(10'000, 'a'), {"aaa"}));
}
