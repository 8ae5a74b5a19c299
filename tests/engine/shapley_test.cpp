#include "engine/questions/shapley.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <numeric>

#include "tests/engine/random_choice.hpp"

using namespace headroom;

namespace {

constexpr std::uint64_t paths = 150;

/// Some value of every coalition on every path.
using Game = std::vector<std::vector<std::uint64_t>>;

bool value_of(const Game& game, std::size_t coalition, std::uint64_t path) {
  return (game[coalition][path / 64] >> (path % 64) & 1U) != 0;
}

std::vector<Estimate> shares_of(const ShapleyDesign& design, const Game& game) {
  std::vector<const std::vector<std::uint64_t>*> defaults;
  for (const auto& bits : game) defaults.push_back(&bits);
  return design.shares(defaults, paths);
}

/// The mean over every order of what a player adds where it joins, on one path: the definition.
double share_by_orders(const Game& game, std::size_t players, std::size_t player, std::uint64_t path) {
  std::vector<std::size_t> order(players);
  std::iota(order.begin(), order.end(), std::size_t{0});
  double added = 0.0, orders = 0.0;
  do {
    std::size_t joined = 0;
    for (const std::size_t next : order) {
      const std::size_t with = joined | (std::size_t{1} << next);
      if (next == player) added += value_of(game, with, path) - value_of(game, joined, path);
      joined = with;
    }
    ++orders;
  } while (std::next_permutation(order.begin(), order.end()));
  return added / orders;
}

}  // namespace

TEST_CASE("a Shapley share is the mean over all orders of what joining adds, path by path") {
  twin::RandomChoice choice(11);
  for (const std::size_t players : {1U, 2U, 4U, 5U}) {
    const ShapleyDesign design(players);
    REQUIRE(design.coalitions().size() == std::size_t{1} << players);
    Game game(design.coalitions().size(), std::vector<std::uint64_t>((paths + 63) / 64, 0));
    for (auto& bits : game)
      for (std::uint64_t path = 0; path < paths; ++path)
        bits[path / 64] |= std::uint64_t{choice.chance(0.3)} << (path % 64);
    const std::vector<Estimate> shares = shares_of(design, game);
    double sum = 0.0, expected_sum = 0.0;
    for (std::size_t player = 0; player < players; ++player) {
      double mean = 0.0, squares = 0.0;
      for (std::uint64_t path = 0; path < paths; ++path) {
        const double own = share_by_orders(game, players, player, path);
        mean += own / paths;
        squares += own * own / paths;
      }
      REQUIRE(shares[player].value == Approx(mean).margin(1e-12));
      REQUIRE(shares[player].standard_error == Approx(std::sqrt((squares - mean * mean) / paths)).margin(1e-12));
      sum += shares[player].value;
    }
    for (std::uint64_t path = 0; path < paths; ++path)
      expected_sum += (value_of(game, game.size() - 1, path) - value_of(game, 0, path)) / static_cast<double>(paths);
    REQUIRE(sum == Approx(expected_sum).margin(1e-12));
  }
  REQUIRE(shares_of(ShapleyDesign(0), Game(1, std::vector<std::uint64_t>(3, 0))).empty());
}

TEST_CASE("beyond eight players shares come from sampled orders, with the error of that, and still sum") {
  constexpr std::size_t players = 11;
  const ShapleyDesign design(players);
  REQUIRE_FALSE(design.is_exact());
  REQUIRE(design.coalitions().size() < 400);
  // On each path a few players each suffice: the share of each of them is one over their number.
  twin::RandomChoice choice(5);
  Game game(design.coalitions().size(), std::vector<std::uint64_t>((paths + 63) / 64, 0));
  std::vector<double> expected(players, 0.0);
  for (std::uint64_t path = 0; path < paths; ++path) {
    std::uint32_t enough = 0;
    for (std::size_t player = 0; player < players; ++player)
      if (choice.chance(0.05 + 0.03 * static_cast<double>(player))) enough |= 1U << player;
    for (std::size_t c = 0; c < game.size(); ++c)
      game[c][path / 64] |= std::uint64_t{(design.coalitions()[c] & enough) != 0} << (path % 64);
    for (std::size_t player = 0; player < players; ++player)
      if ((enough >> player & 1U) != 0) expected[player] += 1.0 / __builtin_popcount(enough) / paths;
  }
  const std::vector<Estimate> shares = shares_of(design, game);
  double sum = 0.0, expected_sum = 0.0;
  for (std::size_t player = 0; player < players; ++player) {
    INFO("player " << player);
    REQUIRE(std::abs(shares[player].value - expected[player]) < 4.0 * shares[player].standard_error);
    sum += shares[player].value;
    expected_sum += expected[player];
  }
  REQUIRE(sum == Approx(expected_sum).margin(1e-12));
}
