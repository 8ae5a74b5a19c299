#include "engine/questions/shapley.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <map>
#include <numeric>
#include <utility>

#include "engine/draws/random_stream.hpp"
#include "models/error.hpp"

namespace headroom {

namespace {

constexpr std::size_t players_max = 24;

std::int64_t factorial(std::size_t n) { return n < 2 ? 1 : static_cast<std::int64_t>(n) * factorial(n - 1); }

/// The words of all coalitions for 64 paths, and on which paths not all of them agree.
std::uint64_t paths_that_differ(const std::vector<const std::vector<std::uint64_t>*>& defaults, std::size_t word) {
  std::uint64_t some = 0, all = ~std::uint64_t{0};
  for (const std::vector<std::uint64_t>* of_coalition : defaults) {
    some |= (*of_coalition)[word];
    all &= (*of_coalition)[word];
  }
  return some & ~all;
}

}  // namespace

ShapleyDesign::ShapleyDesign(std::size_t players) : players_(players) {
  if (players > players_max) throw ContractError("too many players for Shapley shares");
  if (players > exact_max) sample_orders();
  else add_exact_terms();
}

/// The weight of a coalition of s of n players that another joins: s! (n - s - 1)! / n!
void ShapleyDesign::add_exact_terms() {
  for (std::uint32_t coalition = 0; coalition < (1U << players_); ++coalition) coalitions_.push_back(coalition);
  denominator_ = factorial(players_);
  for (std::size_t player = 0; player < players_; ++player)
    for (std::uint32_t without = 0; without < coalitions_.size(); ++without) {
      const std::uint32_t with = without | (1U << player);
      if (with == without) continue;
      const auto size = static_cast<std::size_t>(std::popcount(without));
      terms_.push_back({player, with, without, factorial(size) * factorial(players_ - size - 1)});
    }
}

void ShapleyDesign::sample_orders() {
  constexpr std::uint64_t key = 0x5AA91E7;
  for (std::uint64_t number = 0; orders_.size() < sampled_orders; ++number) {
    std::vector<std::size_t> order(players_);
    std::iota(order.begin(), order.end(), std::size_t{0});
    for (std::size_t i = players_; i > 1; --i)
      std::swap(order[i - 1], order[philox(key, number * players_max + i)[0] % i]);
    orders_.push_back(order);
    std::reverse(order.begin(), order.end());
    orders_.push_back(std::move(order));
  }
  coalitions_ = {0, static_cast<std::uint32_t>((1ULL << players_) - 1)};
  for (const std::vector<std::size_t>& order : orders_) {
    std::uint32_t joined = 0;
    for (const std::size_t player : order) coalitions_.push_back(joined |= 1U << player);
  }
  std::sort(coalitions_.begin(), coalitions_.end());
  coalitions_.erase(std::unique(coalitions_.begin(), coalitions_.end()), coalitions_.end());
  std::map<std::pair<std::size_t, std::size_t>, Term> terms;  // by player and coalition
  for (const std::vector<std::size_t>& order : orders_) {
    std::uint32_t joined = 0;
    for (const std::size_t player : order) {
      const std::size_t without = place_of(joined), with = place_of(joined |= 1U << player);
      Term& term = terms.try_emplace({player, without}, Term{player, with, without, 0}).first->second;
      ++term.weight;
    }
  }
  for (const auto& [place, term] : terms) terms_.push_back(term);
  denominator_ = static_cast<std::int64_t>(orders_.size());
}

std::size_t ShapleyDesign::place_of(std::uint32_t coalition) const {
  return static_cast<std::size_t>(std::lower_bound(coalitions_.begin(), coalitions_.end(), coalition) -
                                  coalitions_.begin());
}

/// Of the mean over orders, from the spread between pairs of an order and its reverse.
double ShapleyDesign::variance_of_orders(std::size_t player, const std::vector<double>& values) const {
  if (orders_.empty()) return 0.0;
  std::vector<double> added;
  for (const std::vector<std::size_t>& order : orders_) {
    std::uint32_t joined = 0;
    for (const std::size_t next : order) {
      const std::uint32_t with = joined | (1U << next);
      if (next == player) added.push_back(values[place_of(with)] - values[place_of(joined)]);
      joined = with;
    }
  }
  const double pairs = static_cast<double>(added.size() / 2);
  double sum = 0.0, squares = 0.0;
  for (std::size_t i = 0; i < added.size(); i += 2) {
    const double mean = (added[i] + added[i + 1]) / 2.0;
    sum += mean;
    squares += mean * mean;
  }
  return std::max(0.0, (squares - sum * sum / pairs) / (pairs - 1.0) / pairs);
}

std::vector<Estimate> ShapleyDesign::shares(const std::vector<const std::vector<std::uint64_t>*>& defaults,
                                            std::uint64_t paths) const {
  if (defaults.size() != coalitions_.size() || paths == 0) throw ContractError("shares need every coalition's paths");
  std::vector<std::int64_t> sums(players_, 0), own(players_, 0);
  std::vector<double> squares(players_, 0.0);
  for (std::size_t word = 0; word < (paths + 63) / 64; ++word)
    for (std::uint64_t left = paths_that_differ(defaults, word); left != 0; left &= left - 1) {
      const int path = std::countr_zero(left);
      const auto value = [&](std::size_t place) {
        return static_cast<std::int64_t>((*defaults[place])[word] >> path & 1U);
      };
      std::fill(own.begin(), own.end(), 0);
      for (const Term& term : terms_) own[term.player] += term.weight * (value(term.with) - value(term.without));
      for (std::size_t player = 0; player < players_; ++player) {
        const double share = static_cast<double>(own[player]) / static_cast<double>(denominator_);
        sums[player] += own[player];
        squares[player] += share * share;
      }
    }
  std::vector<double> values;
  for (const std::vector<std::uint64_t>* of_coalition : defaults) {
    std::uint64_t count = 0;
    for (const std::uint64_t word : *of_coalition) count += static_cast<std::uint64_t>(std::popcount(word));
    values.push_back(static_cast<double>(count) / static_cast<double>(paths));
  }
  const double n = static_cast<double>(paths);
  std::vector<Estimate> shares;
  for (std::size_t player = 0; player < players_; ++player) {
    const double mean = static_cast<double>(sums[player]) / static_cast<double>(denominator_) / n;
    const double variance = std::max(0.0, squares[player] / n - mean * mean) / n;
    shares.push_back({mean, std::sqrt(variance + variance_of_orders(player, values))});
  }
  return shares;
}

}  // namespace headroom
