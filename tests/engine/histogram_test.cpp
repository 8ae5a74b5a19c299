#include "engine/measures/histogram.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <vector>

#include "engine/measures/statistics.hpp"
#include "tests/engine/random_choice.hpp"

using namespace headroom;

namespace {

std::vector<Minor> amounts_with_atoms() {
  twin::RandomChoice choice(7);
  std::vector<Minor> amounts;
  for (int i = 0; i < 20000; ++i) amounts.push_back(i % 3 == 0 ? 0 : static_cast<Minor>(choice.whole(-50, 1000000)));
  return amounts;
}

}  // namespace

TEST_CASE("a histogram gives quantiles within their resolution, and atoms of equal amounts exactly") {
  std::vector<Minor> amounts = amounts_with_atoms();
  TailHistogram tail(-100, 900000);  // some lie beyond: they go into the last bin
  for (const Minor amount : amounts) tail.add(amount);
  const Histogram& histogram = tail.amounts();
  std::sort(amounts.begin(), amounts.end());
  for (const double p : {0.05, 0.25, 0.5, 0.75, 0.85}) {
    const Minor exact = amounts[quantile_rank(p, amounts.size()) - 1];
    INFO("p " << p);
    const RankedAmount found = histogram.quantile(p);
    CHECK(std::abs(found.amount - exact) <= found.resolution);
    CHECK(found.resolution < 1000);
    if (exact == 0) CHECK(found.amount == 0);
  }
  CHECK(histogram.quantile(0.95).resolution > 10000);  // the last bin says how coarse it is
  double lowest = 0.0;
  for (std::size_t i = 0; i < amounts.size() / 20; ++i) lowest += static_cast<double>(amounts[i]);
  CHECK(std::abs(tail.mean_of_lowest(0.05) - lowest / (static_cast<double>(amounts.size()) / 20)) <= 1000.0);
}

TEST_CASE("a histogram of few values is exact") {
  TailHistogram tail(0, 1);
  for (int i = 0; i < 70; ++i) tail.add(100000);
  for (int i = 0; i < 30; ++i) tail.add(-250000);
  for (const double p : {0.01, 0.3, 0.31, 0.99}) {
    CHECK(tail.amounts().quantile(p).amount == (p <= 0.3 ? -250000 : 100000));
    CHECK(tail.amounts().quantile(p).resolution == 0);
  }
  CHECK(tail.mean_of_lowest(0.05) == -250000.0);
}

TEST_CASE("a histogram's squares are those of its amounts, but for what is even within a bin") {
  const std::vector<Minor> amounts = amounts_with_atoms();
  Histogram histogram(-100, 1000000);
  double squares = 0.0;
  for (const Minor amount : amounts) {
    histogram.add(amount);
    squares += (static_cast<double>(amount) - 300000.0) * (static_cast<double>(amount) - 300000.0);
  }
  CHECK(histogram.squares_about(300000.0) == Approx(squares).epsilon(1e-5));
}

TEST_CASE("histograms merge to the same whatever was counted where") {
  const std::vector<Minor> amounts = amounts_with_atoms();
  TailHistogram whole(-100, 1000000), merged(-100, 1000000);
  std::vector<TailHistogram> parts(3, TailHistogram(-100, 1000000));
  for (std::size_t i = 0; i < amounts.size(); ++i) {
    whole.add(amounts[i]);
    parts[(i * i) % 3].add(amounts[i]);
  }
  for (const std::size_t part : {2U, 0U, 1U}) merged.merge(parts[part]);
  for (double p = 0.01; p < 1.0; p += 0.01)
    REQUIRE(merged.amounts().quantile(p).amount == whole.amounts().quantile(p).amount);
  CHECK(merged.amounts().squares_about(1000.0) == whole.amounts().squares_about(1000.0));
  CHECK(merged.mean_of_lowest(0.05) == whole.mean_of_lowest(0.05));
}
