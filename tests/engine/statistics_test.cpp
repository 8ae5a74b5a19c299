#include "engine/statistics.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <vector>

#include "tests/engine/random_choice.hpp"

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

namespace {

std::vector<Minor> amounts_with_piles() {
  twin::RandomChoice choice(7);
  std::vector<Minor> amounts;
  for (int i = 0; i < 20000; ++i) amounts.push_back(i % 3 == 0 ? 0 : static_cast<Minor>(choice.whole(-50, 1000000)));
  return amounts;
}

}  // namespace

TEST_CASE("a histogram gives quantiles within its resolution, and piles of equal amounts exactly") {
  std::vector<Minor> amounts = amounts_with_piles();
  Histogram histogram(-100, 900000);  // some lie beyond: they go into the last bin
  for (const Minor amount : amounts) histogram.add(amount);
  std::sort(amounts.begin(), amounts.end());
  for (const double p : {0.05, 0.25, 0.5, 0.75, 0.85}) {
    const Minor exact = amounts[quantile_rank(p, amounts.size()) - 1];
    INFO("p " << p);
    CHECK(std::abs(histogram.quantile(p) - exact) <= histogram.resolution());
    if (exact == 0) CHECK(histogram.quantile(p) == 0);
  }
  CHECK(histogram.resolution() < 1000);
  double sum = 0.0, lowest = 0.0;
  for (std::size_t i = 0; i < amounts.size(); ++i) {
    sum += static_cast<double>(amounts[i]);
    if (i < amounts.size() / 20) lowest += static_cast<double>(amounts[i]);
  }
  CHECK(histogram.mean().value == Approx(sum / static_cast<double>(amounts.size())).epsilon(1e-12));
  CHECK(std::abs(histogram.mean_of_lowest(0.05) - lowest / (static_cast<double>(amounts.size()) / 20)) <=
        static_cast<double>(histogram.resolution()));
}

TEST_CASE("a histogram of few values is exact") {
  Histogram histogram(0, 1);
  for (int i = 0; i < 70; ++i) histogram.add(100000);
  for (int i = 0; i < 30; ++i) histogram.add(-250000);
  CHECK(histogram.quantile(0.3) == -250000);
  CHECK(histogram.quantile(0.31) == 100000);
  CHECK(histogram.resolution() == 0);
  CHECK(histogram.mean_of_lowest(0.05) == -250000.0);
}

TEST_CASE("histograms merge to the same whatever was counted where") {
  const std::vector<Minor> amounts = amounts_with_piles();
  Histogram whole(-100, 1000000), merged(-100, 1000000);
  std::vector<Histogram> parts(3, Histogram(-100, 1000000));
  for (std::size_t i = 0; i < amounts.size(); ++i) {
    whole.add(amounts[i]);
    parts[(i * i) % 3].add(amounts[i]);
  }
  for (const std::size_t part : {2U, 0U, 1U}) merged.merge(parts[part]);
  for (double p = 0.01; p < 1.0; p += 0.01) REQUIRE(merged.quantile(p) == whole.quantile(p));
  CHECK(merged.mean().value == whole.mean().value);
  CHECK(merged.mean().standard_error == whole.mean().standard_error);
  CHECK(merged.mean_of_lowest(0.05) == whole.mean_of_lowest(0.05));
}
