// How each amount of a path is counted, found from the first paths of a run.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "engine/settlement/block_outcomes.hpp"

namespace headroom {

/// Amounts kept of a path: cash of the kept days, then their positions, then the lowest position and the funding need.
inline std::size_t amount_count(std::size_t sample_count) { return 2 * sample_count + 2; }

/// Bins of one width, a power of two, in which amounts are counted without being looked at again: `origin` is the lower
/// edge of the first. An atom is one amount that many paths share; it is counted by itself, and the greatest atom is
/// the lower edge of a bin.
struct BinLayout {
  static constexpr std::size_t bin_count = 1024;
  static constexpr std::size_t atom_max = 4;

  Minor origin = 0;
  int width_bits = 0;
  std::size_t atom_count = 0;
  std::array<Minor, atom_max> atoms = {};  ///< rising
};

/// In what the amounts of many paths are counted.
enum class Counting {
  each,       ///< every one is kept: a run of few paths
  bins,       ///< where hardly any two paths share an amount, but for the atoms
  histogram,  ///< where many do: its bins also know their smallest and largest amounts
};

/// How one amount of a path is to be counted.
struct AmountLayout {
  Counting counting = Counting::histogram;
  Minor lowest = 0, highest = 0;  ///< of the first paths, and a tenth of their distance further
  BinLayout bins;                 ///< for Counting::bins
};

/// The first paths of a run: from them follows how the amounts of all its paths are counted.
class FirstPaths {
 public:
  static constexpr std::uint64_t paths_max = 1024;

  explicit FirstPaths(std::size_t block_count) : blocks_(block_count), active_(block_count, 0) {}

  /// Keeps the first `active` lanes of a block. Blocks may come in any order, from several threads.
  void include(std::size_t block, const BlockOutcomes& outcomes, int active);

  /// How an amount is to be counted, below `amount_count`. `paths`: of the whole run; where it has no more paths than
  /// these, each amount is kept. Requires: all blocks are included.
  AmountLayout layout(std::size_t amount, std::uint64_t paths) const;

  /// Of each path, as `amount_count` says. Requires: a block is included.
  std::size_t amount_count() const { return headroom::amount_count(blocks_.front()->cash.size() / block_lanes); }

  /// What was included, in order.
  const std::vector<std::optional<BlockOutcomes>>& blocks() const { return blocks_; }

 private:
  std::vector<std::optional<BlockOutcomes>> blocks_;
  std::vector<int> active_;
};

/// The layout of one amount, from what it is on the first paths.
AmountLayout amount_layout(const std::vector<Minor>& amounts, bool is_whole_run);

}  // namespace headroom
