#include "engine/measures/statistics.hpp"

#include <catch2/catch.hpp>
#include <vector>

using namespace headroom;

TEST_CASE("Wilson's interval has its published value, and none of N is not an interval of nothing") {
  const Interval interval = wilson_interval(123, 10000);
  CHECK(interval.lower == Approx(0.0103192914233).epsilon(1e-10));
  CHECK(interval.upper == Approx(0.0146552605874).epsilon(1e-10));
  CHECK(wilson_interval(0, 1000).lower == 0.0);
  CHECK(wilson_interval(0, 1000).upper == Approx(0.0038267).epsilon(1e-4));
  CHECK(wilson_interval(1000, 1000).upper == 1.0);
  CHECK(wilson_interval(1000, 1000).lower < 1.0);
}

TEST_CASE("a quantile's rank is the smallest that holds the share, without rounding errors") {
  CHECK(quantile_rank(0.05, 100) == 5);
  CHECK(quantile_rank(0.05, 101) == 6);
  CHECK(quantile_rank(0.05, 1) == 1);
  CHECK(quantile_rank(0.95, 20) == 19);
  CHECK(quantile_rank(0.5, 3) == 2);
  for (std::uint64_t n = 20; n < 1000000; n *= 7) CHECK(quantile_rank(0.05, 20 * n) == n);
}

TEST_CASE("a quantile of days is nothing where its path has no default by the horizon") {
  const std::vector<std::uint64_t> by_day = {0, 3, 0, 2};  // of 100 paths
  CHECK(day_quantile(by_day, 100, 0.03) == 1);
  CHECK(day_quantile(by_day, 100, 0.05) == 3);
  CHECK_FALSE(day_quantile(by_day, 100, 0.06));
}
