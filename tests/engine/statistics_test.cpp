#include "engine/statistics.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <numeric>

#include "models/error.hpp"
#include "tests/engine/random_choice.hpp"

using namespace headroom;

namespace {

std::vector<Minor> random_amounts(std::uint64_t seed, std::size_t count, int low, int high) {
  twin::RandomChoice random(seed);
  std::vector<Minor> amounts(count);
  for (Minor& amount : amounts) amount = random.whole(low, high);
  return amounts;
}

Histogram histogram_of(const std::vector<Minor>& amounts, Minor lowest, Minor highest) {
  Histogram histogram(lowest, highest);
  for (const Minor amount : amounts) histogram.add(amount);
  return histogram;
}

/// The rule itself: the smallest amount with at least ceil(p N) amounts at or before it.
Minor sorted_quantile(std::vector<Minor> amounts, double p) {
  std::sort(amounts.begin(), amounts.end());
  return amounts[quantile_rank(p, amounts.size()) - 1];
}

}  // namespace

TEST_CASE("a proportion has the binomial standard error") {
  const Estimate estimate = proportion(123, 10000);
  REQUIRE(estimate.value == 0.0123);
  REQUIRE(estimate.standard_error == Approx(std::sqrt(0.0123 * 0.9877 / 10000)).epsilon(1e-14));
}

TEST_CASE("Wilson's interval is the published one") {
  const Interval interval = wilson_interval(123, 10000);
  REQUIRE(interval.lower == Approx(0.0103192914233).epsilon(1e-10));
  REQUIRE(interval.upper == Approx(0.0146552605874).epsilon(1e-10));
}

TEST_CASE("Wilson's interval of none and of all is one-sided, never empty") {
  const Interval none = wilson_interval(0, 1000), all = wilson_interval(1000, 1000);
  const double z = 1.959963984540054, share = z * z / (1000 + z * z);
  REQUIRE(none.lower == 0.0);
  REQUIRE(none.upper == Approx(share).epsilon(1e-12));
  REQUIRE(all.lower == Approx(1.0 - share).epsilon(1e-12));
  REQUIRE(all.upper == 1.0);
}

TEST_CASE("the rank of a quantile is ceil(p N), whatever the rounding of p") {
  REQUIRE(quantile_rank(0.05, 100) == 5);
  REQUIRE(quantile_rank(0.05, 101) == 6);
  REQUIRE(quantile_rank(0.05, 1) == 1);
  REQUIRE(quantile_rank(0.95, 100) == 95);
  REQUIRE(quantile_rank(0.07, 100) == 7);  // 0.07 x 100 is above 7 in binary
  REQUIRE(quantile_rank(0.29, 100) == 29);
  REQUIRE(quantile_rank(0.5, 3) == 2);
  REQUIRE(quantile_rank(0.0, 10) == 1);
  REQUIRE(quantile_rank(1.0, 10) == 10);
}

TEST_CASE("a quantile of days is the day at that rank, and nothing where that path is censored") {
  const std::vector<std::uint64_t> counts = {0, 5, 0, 20};  // of 100 paths
  REQUIRE(day_quantile(counts, 100, 0.05) == 1);
  REQUIRE(day_quantile(counts, 100, 0.06) == 3);
  REQUIRE(day_quantile(counts, 100, 0.25) == 3);
  REQUIRE(!day_quantile(counts, 100, 0.26));
}

TEST_CASE("a histogram with one value a bin is exact") {
  const std::vector<Minor> amounts = random_amounts(1, 5000, -300, 500);
  const Histogram histogram = histogram_of(amounts, -300, 500);
  REQUIRE(histogram.total() == amounts.size());
  REQUIRE(histogram.resolution() == 0);
  for (const double p : {0.001, 0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99, 1.0})
    REQUIRE(histogram.quantile(p) == sorted_quantile(amounts, p));

  const double n = static_cast<double>(amounts.size());
  const double mean = static_cast<double>(std::accumulate(amounts.begin(), amounts.end(), Minor{0})) / n;
  double squares = 0.0;
  for (const Minor amount : amounts) squares += (static_cast<double>(amount) - mean) * (static_cast<double>(amount) - mean);
  REQUIRE(histogram.mean().value == Approx(mean).epsilon(1e-12));
  REQUIRE(histogram.mean().standard_error == Approx(std::sqrt(squares / (n - 1.0) / n)).epsilon(1e-12));
}

TEST_CASE("the mean of the lowest amounts takes ceil(p N) of them, and part of a bin by its mean") {
  std::vector<Minor> amounts = random_amounts(2, 1001, -300, 500);
  const Histogram histogram = histogram_of(amounts, -300, 500);
  std::sort(amounts.begin(), amounts.end());
  const double lowest = static_cast<double>(std::accumulate(amounts.begin(), amounts.begin() + 51, Minor{0}));
  REQUIRE(histogram.mean_of_lowest(0.05) == Approx(lowest / 51.0).epsilon(1e-12));
  REQUIRE(histogram.mean_of_lowest(1.0) == Approx(histogram.mean().value).epsilon(1e-12));
}

TEST_CASE("histograms merged in any order equal one of all amounts, to the last bit") {
  const std::vector<Minor> amounts = random_amounts(3, 6000, -90000000, 70000000);
  const Histogram all = histogram_of(amounts, -80000000, 60000000);
  std::vector<Histogram> parts(3, Histogram(-80000000, 60000000));
  for (std::size_t i = 0; i < amounts.size(); ++i) parts[i * i % 7 % 3].add(amounts[i]);
  std::vector<std::size_t> order = {0, 1, 2};
  do {
    Histogram merged(-80000000, 60000000);
    for (const std::size_t part : order) merged.merge(parts[part]);
    REQUIRE(merged.total() == all.total());
    REQUIRE(merged.mean().value == all.mean().value);
    REQUIRE(merged.mean().standard_error == all.mean().standard_error);
    REQUIRE(merged.resolution() == all.resolution());
    for (const double p : {0.01, 0.05, 0.5, 0.95}) {
      REQUIRE(merged.quantile(p) == all.quantile(p));
      REQUIRE(merged.mean_of_lowest(p) == all.mean_of_lowest(p));
    }
  } while (std::next_permutation(order.begin(), order.end()));
}

TEST_CASE("a quantile is off by less than the resolution that the histogram states") {
  const std::vector<Minor> amounts = random_amounts(4, 20000, -90000000, 70000000);
  const Histogram histogram = histogram_of(amounts, -90000000, 70000000);
  REQUIRE(histogram.resolution() <= 160000001 / Histogram::bin_count + 1);
  for (const double p : {0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99})
    REQUIRE(std::abs(histogram.quantile(p) - sorted_quantile(amounts, p)) <= histogram.resolution());
}

TEST_CASE("amounts outside a histogram's bounds count in its end bins at their own value") {
  Histogram histogram(0, 100);
  for (const Minor amount : {Minor{-1000000}, Minor{50}, Minor{60}, Minor{9000000}}) histogram.add(amount);
  REQUIRE(histogram.total() == 4);
  REQUIRE(histogram.quantile(0.25) == -1000000);
  REQUIRE(histogram.quantile(0.5) == 50);
  REQUIRE(histogram.quantile(0.75) == 60);
  REQUIRE(histogram.quantile(1.0) == 9000000);
  REQUIRE(histogram.mean().value == Approx((8000000.0 + 110.0) / 4.0));
}

TEST_CASE("a histogram of one amount is that amount") {
  const Histogram histogram = histogram_of({7}, 7, 7);
  REQUIRE(histogram.quantile(0.05) == 7);
  REQUIRE(histogram.mean().value == 7.0);
  REQUIRE(histogram.mean().standard_error == 0.0);
  REQUIRE(histogram.mean_of_lowest(0.05) == 7.0);
}

TEST_CASE("a histogram's quantile carries the spread of the ranks around it") {
  std::vector<Minor> amounts(900);
  std::iota(amounts.begin(), amounts.end(), Minor{1});
  const MoneyQuantile median = histogram_of(amounts, 1, 900).quantile_with_error(0.5);
  REQUIRE(median.value == 450);
  REQUIRE(median.standard_error == 15.0);  // 15 ranks either way: sqrt(900 / 4)
}

TEST_CASE("histograms of other bounds do not merge, and bounds do not cross") {
  Histogram histogram(0, 100);
  REQUIRE_THROWS_AS(histogram.merge(Histogram(1, 100)), ContractError);
  REQUIRE_THROWS_AS(histogram.merge(Histogram(0, 200)), ContractError);
  REQUIRE_THROWS_AS(Histogram(2, 1), ContractError);
}
