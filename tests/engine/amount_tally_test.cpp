#include "engine/measures/amount_tally.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <vector>

#include "engine/lanes/simd_target.hpp"
#include "engine/measures/statistics.hpp"
#include "models/normal.hpp"
#include "tests/engine/random_choice.hpp"

using namespace headroom;

namespace {

using Draw = Minor (*)(twin::RandomChoice&);

Minor normal_amount(twin::RandomChoice& random) {
  return static_cast<Minor>(5e7 * normal_quantile(random.real(1e-9, 1.0)));
}
/// As a firm's cash: never below a limit, at which it often is; paid off at another.
Minor piled_amount(twin::RandomChoice& random) {
  const Minor amount = std::max<Minor>(-20000000, normal_amount(random));
  return amount > 30000000 && random.chance(0.7) ? 30000000 : amount;
}
Minor skewed_amount(twin::RandomChoice& random) {
  return static_cast<Minor>(1e6 * std::exp(2.0 * normal_quantile(random.real(1e-9, 1.0))));
}
Minor one_of_few(twin::RandomChoice& random) { return random.pick({-812345, 0, 0, 0, 99, 4711000, 4711001, 90000000}); }
Minor small_amount(twin::RandomChoice& random) { return random.whole(-300, 300); }
Minor known_amount(twin::RandomChoice&) { return 123456; }

const std::vector<Draw> draws = {normal_amount, piled_amount, skewed_amount, one_of_few, small_amount, known_amount};
const std::vector<double> shown = {0.05, 0.25, 0.5, 0.75, 0.95};

/// Amounts of many paths, as blocks hold them. Shape: [amount][path].
struct Sample {
  std::vector<AlignedVector<Minor>> amounts;

  Sample(std::uint64_t seed, std::size_t paths) {
    twin::RandomChoice random(seed);
    for (const Draw draw : draws) {
      amounts.emplace_back();
      while (amounts.back().size() < paths) amounts.back().push_back(draw(random));
    }
  }

  std::vector<AmountLayout> layouts(bool is_whole_run = false) const {
    std::vector<AmountLayout> found;
    for (const auto& row : amounts)
      found.push_back(amount_layout({row.begin(), row.begin() + static_cast<std::ptrdiff_t>(std::min<std::size_t>(
                                                                    row.size(), FirstPaths::paths_max))},
                                    is_whole_run));
    return found;
  }

  void add(AmountTally& tally, std::size_t first, int active) const {
    std::vector<const Minor*> block;
    for (const auto& row : amounts) block.push_back(row.data() + first);
    tally.add(block, active);
  }

  AmountTally tally() const {
    AmountTally tally(layouts());
    for (std::size_t first = 0; first < amounts[0].size(); first += block_lanes)
      add(tally, first, static_cast<int>(block_lanes));
    return tally;
  }
};

void require_same(const AmountTally& a, const AmountTally& b) {
  for (std::size_t row = 0; row < draws.size(); ++row) {
    INFO("amount " << row);
    for (double p = 0.001; p < 1.0; p += 0.001) {
      REQUIRE(a.quantiles(row, {p})[0].amount == b.quantiles(row, {p})[0].amount);
      REQUIRE(a.quantiles(row, {p})[0].resolution == b.quantiles(row, {p})[0].resolution);
    }
    REQUIRE(a.mean(row).value == b.mean(row).value);
    REQUIRE(a.mean(row).standard_error == b.mean(row).standard_error);
  }
}

}  // namespace

TEST_CASE("quantiles of counted amounts are those of sorting all of them, within the resolution that they state") {
  constexpr std::size_t paths = 64000;
  Sample sample(5, paths);
  const AmountTally tally = sample.tally();
  for (std::size_t row = 0; row < draws.size(); ++row) {
    auto& amounts = sample.amounts[row];
    double sum = 0.0, squares = 0.0;
    for (const Minor amount : amounts) sum += static_cast<double>(amount);
    const double mean = sum / static_cast<double>(paths);
    for (const Minor amount : amounts)
      squares += (static_cast<double>(amount) - mean) * (static_cast<double>(amount) - mean);
    CHECK(tally.mean(row).value == Approx(mean).epsilon(1e-12).margin(1e-6));
    CHECK(tally.mean(row).standard_error == Approx(std::sqrt(squares / (paths - 1.0) / paths)).epsilon(1e-3));
    std::sort(amounts.begin(), amounts.end());
    const Minor width = (amounts[paths - 1] - amounts[0]) / 200;
    for (double p = 0.0005; p < 1.0; p += 0.0005) {
      const RankedAmount found = tally.quantiles(row, {p})[0];
      const Minor exact = amounts[quantile_rank(p, paths) - 1];
      INFO("amount " << row << ", p " << p << ": " << found.amount << ", exactly " << exact << ", resolution "
                     << found.resolution);
      REQUIRE(std::abs(found.amount - exact) <= found.resolution);
      if (p > 0.005 && p < 0.995) REQUIRE(found.resolution <= width);
    }
    const std::vector<RankedAmount> together = tally.quantiles(row, shown);
    for (std::size_t i = 0; i < shown.size(); ++i)
      REQUIRE(together[i].amount == tally.quantiles(row, {shown[i]})[0].amount);
  }
}

TEST_CASE("what counting adds to the error of a quantile is small beside the sampling error") {
  constexpr std::size_t paths = 64000;
  double squares = 0.0;
  int compared = 0;
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    Sample sample(seed, paths);
    const AmountTally tally = sample.tally();
    auto& amounts = sample.amounts[0];
    std::sort(amounts.begin(), amounts.end());
    for (const double p : shown) {
      const double normal = normal_quantile(p),
                   density = std::exp(-normal * normal / 2.0) / std::sqrt(2.0 * 3.14159265358979) / 5e7;
      const double standard_error = std::sqrt(p * (1.0 - p) / paths) / density;
      const double off = static_cast<double>(tally.quantiles(0, {p})[0].amount - amounts[quantile_rank(p, paths) - 1]) /
                         standard_error;
      squares += off * off;
      ++compared;
    }
  }
  CHECK(std::sqrt(squares / compared) < 0.25);
}

TEST_CASE("atoms, few values and whole numbers close together are exact") {
  constexpr std::size_t paths = 12800;
  Sample sample(9, paths);
  const std::vector<AmountLayout> layouts = sample.layouts();
  CHECK(layouts[0].counting == Counting::bins);
  CHECK(layouts[0].bins.atom_count == 0);
  CHECK(layouts[1].counting == Counting::bins);
  CHECK(layouts[1].bins.atom_count == 2);
  CHECK(layouts[3].counting == Counting::histogram);
  CHECK(layouts[4].bins.width_bits == 0);
  const AmountTally tally = sample.tally();
  for (const std::size_t row : {3U, 4U, 5U}) {
    std::sort(sample.amounts[row].begin(), sample.amounts[row].end());
    for (double p = 0.001; p < 1.0; p += 0.001) {
      REQUIRE(tally.quantiles(row, {p})[0].amount == sample.amounts[row][quantile_rank(p, paths) - 1]);
      REQUIRE(tally.quantiles(row, {p})[0].resolution == 0);
    }
  }
  int at_atom = 0;
  std::sort(sample.amounts[1].begin(), sample.amounts[1].end());
  for (double p = 0.001; p < 1.0; p += 0.001) {
    const Minor exact = sample.amounts[1][quantile_rank(p, paths) - 1];
    if (exact != -20000000) continue;
    ++at_atom;
    REQUIRE(tally.quantiles(1, {p})[0].amount == exact);
    REQUIRE(tally.quantiles(1, {p})[0].resolution == 0);
  }
  CHECK(at_atom > 300);
}

TEST_CASE("a run of no more than the first paths has the quantiles of sorting") {
  Sample sample(3, 192);
  AmountTally tally(sample.layouts(true));
  AmountTally backward(sample.layouts(true));
  for (const std::size_t first : {0U, 64U, 128U}) sample.add(tally, first, 64);
  for (const std::size_t first : {128U, 64U, 0U}) sample.add(backward, first, 64);
  require_same(tally, backward);
  for (std::size_t row = 0; row < draws.size(); ++row) {
    std::sort(sample.amounts[row].begin(), sample.amounts[row].end());
    for (const double p : shown) {
      REQUIRE(tally.quantiles(row, {p})[0].amount == sample.amounts[row][quantile_rank(p, 192) - 1]);
      REQUIRE(tally.quantiles(row, {p})[0].resolution == 0);
    }
  }
}

TEST_CASE("no division of paths into parts and no order of merging changes a bit of what was counted") {
  constexpr std::size_t paths = 6400;
  const Sample sample(11, paths);
  const AmountTally whole = sample.tally();
  std::vector<AmountTally> parts(3, AmountTally(sample.layouts()));
  for (std::size_t first = 0, step = 0; first < paths; ++step) {  // blocks of every size
    const std::size_t active = std::min<std::size_t>(step % 4 == 0 ? block_lanes : 4 * (1 + step % 16), paths - first);
    std::vector<AlignedVector<Minor>> block;
    std::vector<const Minor*> amounts;
    for (const auto& row : sample.amounts) {
      block.emplace_back(block_lanes, Minor{7});  // what lanes that are not active hold is nobody's business
      std::copy_n(row.begin() + static_cast<std::ptrdiff_t>(first), active, block.back().begin());
      amounts.push_back(block.back().data());
    }
    parts[(step * step) % 3].add(amounts, static_cast<int>(active));
    first += active;
  }
  AmountTally merged(sample.layouts());
  for (const std::size_t part : {2U, 0U, 1U}) merged.merge(parts[part]);
  require_same(merged, whole);
}

TEST_CASE("every instruction set counts the same") {
  const Sample sample(13, 6400);
  const AmountTally expected = sample.tally();
  for (const std::string& target : simd_targets()) {
    INFO(target);
    REQUIRE(use_simd_target(target));
    require_same(sample.tally(), expected);
  }
  REQUIRE(use_simd_target(""));
}

TEST_CASE("counts hold more paths than 32 bits can tell apart") {
  const Sample sample(17, 6400);
  const AmountTally once = sample.tally();
  AmountTally many = once;
  for (int i = 0; i < 24; ++i) many.merge(AmountTally(many));  // 6,400 x 2^24: 10^11
  const AmountTally twofold = many;
  many.merge(once);
  for (std::size_t row = 0; row < draws.size(); ++row) {
    INFO("amount " << row);
    CHECK(twofold.mean(row).value == Approx(once.mean(row).value).epsilon(1e-12));
    CHECK(twofold.mean(row).standard_error == Approx(once.mean(row).standard_error / 4096.0).epsilon(1e-3));
    for (const double p : shown) {
      const RankedAmount found = many.quantiles(row, {p})[0], before = once.quantiles(row, {p})[0];
      CHECK(std::abs(found.amount - before.amount) <= std::max(found.resolution, before.resolution));
    }
  }
}
