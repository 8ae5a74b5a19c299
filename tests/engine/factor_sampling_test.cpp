#include "engine/sampling/factor_sampling.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <set>

#include "engine/draws/normal_table.hpp"
#include "engine/draws/random_stream.hpp"
#include "engine/lanes/simd_target.hpp"
#include "engine/plan/plan.hpp"
#include "models/normal.hpp"
#include "tests/oracle/oracle_ledger.hpp"

using namespace headroom;

namespace {

/// A plan with a market factor and `customers` customers, the last with the largest order.
Plan plan_of(int customers, Dependence dependence = {0.2, 0.2}) {
  Ledger ledger = oracle::firm();
  ledger.dependence = dependence;
  for (int i = 0; i < customers; ++i) oracle::add_order(ledger, 5, 1000 + i, 0.1, "Customer " + std::to_string(i));
  const Scenario scenario;
  return build_plan({&ledger, &scenario, 10, 1});
}

/// In which of `strata` equal parts of (0, 1) a normal number's share lies.
int stratum(double normal, int strata) { return static_cast<int>(normal_cdf(normal) * strata); }

}  // namespace

TEST_CASE("Sobol's directions are Joe and Kuo's") {
  const auto directions = sobol_directions(4);
  REQUIRE(directions.size() == 4);
  for (std::size_t bit = 0; bit < 32; ++bit) CHECK(directions[0][bit] == 0x80000000U >> bit);
  // new-joe-kuo-6: dimension 2 has s = 1, m = 1; dimension 3 s = 2, a = 1, m = 1, 3; dimension 4 s = 3, a = 1, m = 1,
  // 3, 1.
  CHECK(directions[1][1] == 0xC0000000U);
  CHECK(directions[1][2] == 0xA0000000U);
  CHECK(directions[2][1] == 0xC0000000U);
  CHECK(directions[2][2] == 0x60000000U);
  CHECK(directions[3][1] == 0xC0000000U);
  CHECK(directions[3][2] == 0x20000000U);
}

TEST_CASE("the market's factor comes first, then customers, most money first, as far as there is room") {
  CHECK(FactorSampling(plan_of(3)).factor_count() == 4);
  CHECK(FactorSampling(plan_of(3, {0.2, 0.0})).factor_count() == 1);
  CHECK(FactorSampling(plan_of(3, {0.0, 0.2})).factor_count() == 3);
  CHECK(FactorSampling(plan_of(3, {0.0, 0.0})).factor_count() == 0);
  const Plan plan = plan_of(100);
  const FactorSampling sampling(plan);
  CHECK(sampling.factor_count() == FactorSampling::factors_max);
  CHECK(sampling.leaves_factors());
  RandomisedFactors factors(sampling, 64);
  factors.fill(0, 0);
  CHECK(factors.factor(0) == factors.draws().market.data());
  // The plan's customers stand in the order of their names; the largest order is the last one's.
  std::size_t largest = 0;
  for (std::size_t i = 0; i < plan.exposures.receipt.size(); ++i)
    if (plan.exposures.receipt[i] > plan.exposures.receipt[largest]) largest = i;
  CHECK(factors.factor(1) == factors.draws().counterparties.data() + largest * block_lanes);
}

TEST_CASE("factors for which there is no room keep their plain draws") {
  const Plan plan = plan_of(100);
  const FactorSampling sampling(plan);
  RandomisedFactors factors(sampling, 128);
  factors.fill(3, 64);
  std::size_t plain = 0;
  for (std::size_t i = 0; i < plan.counterparties.factor_key.size(); ++i) {
    bool is_plain = true;
    for (std::size_t lane = 0; lane < block_lanes; ++lane)
      is_plain = is_plain && factors.draws().counterparties[i * block_lanes + lane] ==
                                 normal_of(draw(plan.counterparties.factor_key[i], first_path_of(3) + 64 + lane));
    plain += is_plain ? 1 : 0;
  }
  CHECK(plain == 100 - (FactorSampling::factors_max - 1));
}

TEST_CASE("every factor of a scrambled block has a point in each sixty-fourth, and pairs fill a grid") {
  const Plan plan = plan_of(8);
  const FactorSampling sampling(plan);
  RandomisedFactors factors(sampling, 1024);
  for (const std::uint64_t randomisation : {0ULL, 1ULL, 77ULL})
    for (const std::uint64_t first : {0ULL, 64ULL, 960ULL}) {
      factors.fill(randomisation, first);
      for (std::size_t i = 0; i < sampling.factor_count(); ++i) {
        std::set<int> met;
        for (std::size_t lane = 0; lane < block_lanes; ++lane) met.insert(stratum(factors.factor(i)[lane], 64));
        CHECK(met.size() == 64);
      }
      std::set<int> cells;
      for (std::size_t lane = 0; lane < block_lanes; ++lane)
        cells.insert(8 * stratum(factors.factor(0)[lane], 8) + stratum(factors.factor(1)[lane], 8));
      CHECK(cells.size() == 64);
    }
}

TEST_CASE("over randomisations every point is uniform, and two points of a stratum are independent below it") {
  const Plan plan = plan_of(2);
  const FactorSampling sampling(plan);
  RandomisedFactors factors(sampling, 64);
  constexpr int randomisations = 20000, parts = 10;
  std::array<int, parts> met{};
  double products = 0.0;
  for (int r = 0; r < randomisations; ++r) {
    factors.fill(static_cast<std::uint64_t>(r), 0);
    ++met[static_cast<std::size_t>(stratum(factors.factor(2)[13], parts))];
    const double u = normal_cdf(factors.factor(1)[5]), v = normal_cdf(factors.factor(1)[40]);
    products += (64.0 * u - std::floor(64.0 * u) - 0.5) * (64.0 * v - std::floor(64.0 * v) - 0.5);
  }
  double chi_square = 0.0;
  for (const int count : met)
    chi_square += (count - randomisations / parts) * (count - randomisations / parts) / (1.0 * randomisations / parts);
  CHECK(chi_square < 27.9);  // nine degrees of freedom: one right generator in 1,000 fails
  CHECK(std::abs(products / randomisations) < 4.0 / 12.0 / std::sqrt(1.0 * randomisations));
}

TEST_CASE("weights are the likelihood of the draws over their mixture: never above eight, one on average") {
  const Plan plan = plan_of(3);
  FactorSampling sampling(plan);
  sampling.use({{{-2.5, 0.0, -0.5, 0.0}, 4}, {{1.0, -1.0, 0.0, 0.0}, 3}, {{0.0, 0.0, 0.0, 0.0}, 1}});
  RandomisedFactors factors(sampling, 1024);
  double sum = 0.0, squares = 0.0, below = 0.0;
  constexpr int randomisations = 400;
  for (std::uint64_t r = 0; r < randomisations; ++r) {
    double mean = 0.0;
    for (std::uint64_t first = 0; first < 1024; first += block_lanes) {
      factors.fill(r, first);
      for (std::size_t lane = 0; lane < block_lanes; ++lane) {
        const double weight = factors.weights()[lane];
        REQUIRE(weight > 0.0);
        REQUIRE(weight <= 8.0);
        mean += weight / 1024.0;
        if (factors.factor(0)[lane] < -3.0) below += weight / 1024.0 / randomisations;
      }
    }
    sum += mean / randomisations;
    squares += mean * mean / randomisations;
  }
  CHECK(std::abs(sum - 1.0) < 4.0 * std::sqrt((squares - sum * sum) / randomisations));
  CHECK(below == Approx(normal_cdf(-3.0)).epsilon(0.02));
}

TEST_CASE("distributions that do not share all points between them are refused") {
  const Plan plan = plan_of(1);
  FactorSampling sampling(plan);
  CHECK_THROWS(sampling.use({{{-1.0, 0.0}, 7}}));
  CHECK_THROWS(RandomisedFactors(sampling, 100));
  CHECK_THROWS(RandomisedFactors(sampling, 32));
}

TEST_CASE("every instruction set fills the same factors, and so does every order of blocks") {
  const Plan plan = plan_of(100);
  FactorSampling sampling(plan);
  std::vector<double> means(sampling.factor_count(), -0.1);
  means[0] = -5.5;
  sampling.use({{means, 7}, {std::vector<double>(sampling.factor_count(), 0.0), 1}});
  RandomisedFactors expected(sampling, 512);
  expected.fill(9, 128);
  for (const std::string& target : simd_targets()) {
    INFO(target);
    REQUIRE(use_simd_target(target));
    RandomisedFactors factors(sampling, 512);
    factors.fill(4, 448);
    factors.fill(9, 128);
    CHECK(factors.draws().market == expected.draws().market);
    CHECK(factors.draws().counterparties == expected.draws().counterparties);
    CHECK(factors.weights() == expected.weights());
  }
  REQUIRE(use_simd_target(""));
}
