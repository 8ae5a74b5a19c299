#include "engine/sampling/stopping_rule.hpp"

#include <boost/math/distributions/students_t.hpp>
#include <catch2/catch.hpp>

#include "engine/measures/statistics.hpp"

using namespace headroom;

TEST_CASE("the quantile of Student's t is that of the first randomisations") {
  const boost::math::students_t law(static_cast<double>(first_replicates - 1));
  REQUIRE(replicate_quantile == Approx(boost::math::quantile(law, 0.975)).epsilon(1e-12));
}

TEST_CASE("as many plain paths as give Wilson's interval its half-width, and not fewer") {
  for (const double share : {0.0, 0.0001, 0.05, 0.5})
    for (const double half_width : {0.1, 0.01, 0.0003}) {
      INFO(share << " to " << half_width);
      const std::uint64_t paths = paths_for(share, half_width);
      const double z = 1.959963984540054, n = static_cast<double>(paths);
      CHECK(half_width_of(score_interval(share, n, z)) <= half_width);
      CHECK(half_width_of(score_interval(share, 0.999 * n - 2.0, z)) > half_width);
    }
  CHECK(paths_for(0.5, 0.01) == Approx(9600).epsilon(0.001));
  CHECK(paths_for(0.0, 0.001) == Approx(1917).epsilon(0.001));
}

TEST_CASE("the score interval of a whole count is Wilson's") {
  const Interval interval = score_interval(0.0123, 10000.0, 1.959963984540054), wilson = wilson_interval(123, 10000);
  CHECK(interval.lower == Approx(wilson.lower).epsilon(1e-12));
  CHECK(interval.upper == Approx(wilson.upper).epsilon(1e-12));
}

TEST_CASE("a share lies below its bound, also where a pilot counted nothing") {
  CHECK(share_at_most(0, 4096) == Approx(0.003366).epsilon(0.001));
  CHECK(share_at_most(400, 4000) > 0.1 + 3.7 * 0.00474);
  CHECK(share_at_most(400, 4000) < 0.1 + 4.1 * 0.00474);
}

TEST_CASE("Stein's rule asks for what the first randomisations' variance needs, and never for fewer than them") {
  CHECK(replicates_for(0.0, 0.01) == first_replicates);
  CHECK(replicates_for(1e-4, 0.01) == first_replicates);
  const std::uint64_t needed = replicates_for(1e-4, 0.002);
  CHECK(half_width_of(replicate_interval(0.3, 1e-4, needed)) <= 0.002);
  CHECK(half_width_of(replicate_interval(0.3, 1e-4, needed - 1)) > 0.002);
}

TEST_CASE("an interval of a probability stays between 0 and 1") {
  CHECK(replicate_interval(0.001, 1e-3, 40).lower == 0.0);
  CHECK(replicate_interval(0.999, 1e-3, 40).upper == 1.0);
}
