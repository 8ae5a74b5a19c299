// The quick estimates of the kernel keep to the bounds that it relies on, on every instruction set.

#include "engine/draws/lane_estimates.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <cstdint>
#include <vector>

#include "engine/draws/normal_table.hpp"
#include "engine/lanes/simd_target.hpp"
#include "models/money.hpp"
#include "models/normal.hpp"
#include "tests/engine/lane_probe.hpp"

using namespace headroom;

namespace {

/// Runs a check for every instruction set that the machine has.
template <class Check>
void on_every_target(Check&& check) {
  for (const std::string& target : simd_targets()) {
    REQUIRE(use_simd_target(target));
    INFO(target);
    check();
  }
  REQUIRE(use_simd_target(""));
}

/// Draws over the whole range, and all of those next to its ends and its middle.
std::vector<std::uint32_t> draws_to_try() {
  std::vector<std::uint32_t> draws;
  for (std::uint64_t draw = 0; draw < (std::uint64_t{1} << 32); draw += 40'009)
    draws.push_back(static_cast<std::uint32_t>(draw));
  for (std::uint32_t i = 0; i < 5'000; ++i)
    for (const std::uint32_t start : {0u, 0x7FFFFFFFu - 2'500u, 0xFFFFFFFFu - 4'999u}) draws.push_back(start + i);
  draws.resize(draws.size() / 64 * 64);
  return draws;
}

}  // namespace

TEST_CASE("an estimated normal number is within its bound of the exact one") {
  const std::vector<std::uint32_t> draws = draws_to_try();
  std::vector<float> estimates(draws.size());
  on_every_target([&] {
    estimate_normals(draws, estimates);
    double largest = 0.0;
    for (std::size_t i = 0; i < draws.size(); ++i)
      largest = std::max(largest, std::abs(static_cast<double>(estimates[i]) - normal_table().value(draws[i])));
    CHECK(largest < static_cast<double>(estimate::normal_error));
    CHECK(largest > 0.0);  // an estimate, not the table itself
  });
}

TEST_CASE("an exact normal number is the table's, bit for bit") {
  const std::vector<std::uint32_t> draws = draws_to_try();
  std::vector<double> numbers(draws.size());
  on_every_target([&] {
    exact_normals(draws, numbers);
    std::size_t differences = 0;
    for (std::size_t i = 0; i < draws.size(); ++i) differences += numbers[i] != normal_table().value(draws[i]);
    CHECK(differences == 0);
  });
}

TEST_CASE("an estimated share of draws is within its bound") {
  std::vector<float> places;
  for (int i = -8 * 8'000; i < 8 * 8'000; ++i) places.push_back(static_cast<float>(i) / 8'000.0f);
  std::vector<std::uint32_t> shares(places.size());
  on_every_target([&] {
    estimate_shares(places, shares);
    double largest = 0.0;
    for (std::size_t i = 0; i < places.size(); ++i)
      largest = std::max(
          largest, std::abs(static_cast<double>(shares[i]) - 0x1p32 * normal_cdf(static_cast<double>(places[i]))));
    CHECK(largest < static_cast<double>(estimate::share_error));
    CHECK(largest > 1.0);
  });
}

TEST_CASE("an exponential in vectors is the plain one, bit for bit, also where it overflows") {
  std::vector<double> x;
  for (int i = -8'000; i < 8'000; ++i) x.push_back(static_cast<double>(i) * 0.1003);
  std::vector<double> values(x.size());
  on_every_target([&] {
    exact_exponentials(x, values);
    std::size_t differences = 0;
    for (std::size_t i = 0; i < x.size(); ++i) differences += values[i] != exponential(x[i]);
    CHECK(differences == 0);
  });
}

TEST_CASE("a rounded amount in vectors is the plain one, bit for bit, also at halves and just below them") {
  std::vector<double> x;
  for (int i = -4'000; i < 4'000; ++i) {
    const double half = static_cast<double>(i) * 1'234'567.0 + 0.5;
    for (const double value : {half, std::nextafter(half, 0.0), half * (1.0 - 3e-15), half * (1.0 - 6e-15), half - 1e-4,
                               static_cast<double>(i) * 0.137, static_cast<double>(i) * 1e9 + 0.499995, 0.0})
      x.push_back(value);
  }
  std::vector<double> values(x.size());
  on_every_target([&] {
    exact_nearest_wholes(x, values);
    std::size_t differences = 0, raised = 0;
    for (std::size_t i = 0; i < x.size(); ++i) {
      differences += values[i] != nearest_whole(x[i]);
      raised += values[i] != std::round(x[i]);
    }
    CHECK(differences == 0);
    CHECK(raised > 1'000);  // what is a half but for rounding
  });
}
