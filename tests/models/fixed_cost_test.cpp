#include "models/fixed_cost.hpp"

#include <catch2/catch.hpp>

#include "models/error.hpp"

using namespace headroom;

namespace {

FixedCost rent_of(Minor amount, Date first, double growth_annual) {
  return {"Rent", PaymentClass::rent, amount, {first, Every::month, false, std::nullopt}, growth_annual};
}

}  // namespace

TEST_CASE("a fixed cost grows once a whole year has passed since its first date") {
  const FixedCost rent = rent_of(100000, Date::of(2026, 11, 15), 0.03);
  CHECK(amount_on(rent, Date::of(2026, 11, 15)) == 100000);
  CHECK(amount_on(rent, Date::of(2027, 11, 14)) == 100000);
  CHECK(amount_on(rent, Date::of(2027, 11, 15)) == 103000);
  CHECK(amount_on(rent, Date::of(2028, 11, 15)) == 106090);
  CHECK(amount_on(rent, Date::of(2029, 11, 15)) == 109273);  // 1092.727
}

TEST_CASE("growth may be 0 or a decline") {
  CHECK(amount_on(rent_of(100000, Date::of(2026, 11, 15), 0.0), Date::of(2036, 11, 15)) == 100000);
  CHECK(amount_on(rent_of(100000, Date::of(2026, 11, 15), -0.1), Date::of(2028, 11, 15)) == 81000);
}

TEST_CASE("a year after a leap day is complete on 28 February") {
  const FixedCost rent = rent_of(100000, Date::of(2024, 2, 29), 0.10);
  CHECK(amount_on(rent, Date::of(2025, 2, 27)) == 100000);
  CHECK(amount_on(rent, Date::of(2025, 2, 28)) == 110000);
}

TEST_CASE("whole years are counted from before the first date up to the last day of 2199") {
  CHECK(amount_on(rent_of(100000, Date::of(2198, 11, 15), 0.03), Date::of(2199, 12, 31)) == 103000);
  CHECK(amount_on(rent_of(100000, Date::of(2026, 11, 15), 0.03), Date::of(2025, 1, 1)) == 100000);
}

TEST_CASE("a cost that grows beyond what can be counted breaks a contract") {
  CHECK_THROWS_AS(amount_on(rent_of(amount_max, Date::of(1990, 1, 1), 1.0), Date::of(2030, 1, 1)), ContractError);
}
