#include "models/normal.hpp"

#include <catch2/catch.hpp>
#include <cmath>

using namespace headroom;

TEST_CASE("the exponential and the logarithm agree with the C library to a few units in the last place") {
  for (double x = -700.0; x <= 700.0; x += 0.37)
    REQUIRE(exponential(x) == Approx(std::exp(x)).epsilon(1e-15).margin(0));
  for (double x = 1e-300; x < 1e300; x *= 1.7)
    REQUIRE(std::abs(logarithm(x) - std::log(x)) <= 4e-16 * std::max(1.0, std::abs(std::log(x))));
  CHECK(logarithm(1.0) == 0.0);
  CHECK(exponential(0.0) == 1.0);
}

TEST_CASE("the normal distribution agrees with erfc in both tails") {
  for (double x = -37.0; x <= 8.0; x += 0.0137) {
    const double expected = 0.5 * std::erfc(-x / std::sqrt(2.0));
    REQUIRE(normal_cdf(x) == Approx(expected).epsilon(2e-14 * std::max(1.0, x * x / 10)).margin(0));
  }
}

TEST_CASE("the normal quantile inverts the distribution") {
  for (double p = 1e-300; p < 0.5; p *= 1.9)
    REQUIRE(normal_cdf(normal_quantile(p)) == Approx(p).epsilon(1e-12).margin(0));
  for (double p = 0.001; p < 1.0; p += 0.001) REQUIRE(normal_cdf(normal_quantile(p)) == Approx(p).epsilon(3e-14));
  CHECK(std::isinf(normal_quantile(0.0)));
  CHECK(std::isinf(normal_quantile(1.0)));
  CHECK(normal_quantile_upper(1e-20) == -normal_quantile(1e-20));
}

// External spot values: NIST/SEMATECH e-Handbook table of normal percent points; 30-digit values of the domain file.
TEST_CASE("the normal quantile has its published values") {
  CHECK(normal_quantile(0.975) == Approx(1.959963984540054).epsilon(1e-15));
  CHECK(normal_quantile(0.999) == Approx(3.090232306167813).epsilon(1e-15));
  CHECK(normal_quantile(0.05) == Approx(-1.6448536269514722).epsilon(1e-15));
}
