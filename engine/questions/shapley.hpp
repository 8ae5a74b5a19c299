// Shapley shares: how much each of several causes contributes to a probability, path by path.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "engine/measures/results.hpp"

namespace headroom {

/// Which coalitions of `players` are to be played, and with which weights their values make shares.
///
/// Exact up to `exact_max` players: all 2^n coalitions. Beyond, so many orders in which players join one after the
/// other, drawn at random, each with its reverse: a share is the mean of what a player adds where it joins. Source:
/// docs/model/causes.md.
class ShapleyDesign {
 public:
  static constexpr std::size_t exact_max = 8;
  static constexpr std::size_t sampled_orders = 32;

  explicit ShapleyDesign(std::size_t players);

  std::size_t players() const { return players_; }
  bool is_exact() const { return orders_.empty(); }
  /// Bit i: player i is in it. The first is empty, the last holds all.
  const std::vector<std::uint32_t>& coalitions() const { return coalitions_; }
  /// The place of a coalition among those. Requires: it is one of them.
  std::size_t place_of(std::uint32_t coalition) const;

  /// The share of each player where bit p of `defaults[c]` is the value of coalition c on path p, with the standard
  /// error of the mean of the path's own share, and of the choice of orders where they are sampled. The shares sum to
  /// the difference between the last coalition and the first. Shape of `defaults`: [coalition][ceil(paths / 64)]
  std::vector<Estimate> shares(const std::vector<const std::vector<std::uint64_t>*>& defaults,
                               std::uint64_t paths) const;

 private:
  /// What a player adds to a coalition, and how much it counts.
  struct Term {
    std::size_t player = 0, with = 0, without = 0;
    std::int64_t weight = 0;
  };

  void add_exact_terms();
  void sample_orders();
  double variance_of_orders(std::size_t player, const std::vector<double>& values) const;

  std::size_t players_;
  std::vector<std::uint32_t> coalitions_;
  std::vector<Term> terms_;
  std::int64_t denominator_ = 1;                  // a share is a sum of weights over this
  std::vector<std::vector<std::size_t>> orders_;  // empty where all coalitions are there; each followed by its reverse
};

}  // namespace headroom
