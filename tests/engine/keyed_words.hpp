// Random words in the orders in which the engine uses them, for tests of randomness.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "engine/draws/random_stream.hpp"

namespace headroom {

/// A way of making words from who asks for them: the engine's, or one that is worse.
struct Keying {
  std::uint64_t (*key)(std::uint64_t seed, Purpose purpose, std::size_t item);
  std::array<std::uint32_t, 4> (*four_words)(std::uint64_t key, std::uint64_t block);
};

/// Items as ledgers number them: 0 to 999 are orders `O0` to `O999`, in turn of customers `C0` to `C49`; from 1000 on
/// come invoices `2026-000000`, `2026-000001` and so on, in turn of the same customers.
std::uint64_t engine_key(std::uint64_t seed, Purpose purpose, std::size_t item);

inline constexpr Keying engine_keying = {engine_key, philox};

/// The orders in which words are laid side by side, each near to what the engine or its user does.
enum class WordOrder {
  along_paths,      ///< an item's words on 4096 paths, then the next item's; an order's use is its cancellation where
                    ///< nothing else is said
  across_items,     ///< a path's words of 1000 items, then the next path's
  across_invoices,  ///< the same for invoices numbered one after another
  across_purposes,  ///< of each item and path cancellation and delay, side by side
  across_seeds,     ///< one item and path under seeds 1, 2, 3, ...; then the next path
  as_played,        ///< blocks of 64 paths, in each every item's cancellation and then its delay
  items_differ,     ///< word of an item exclusive-or that of the next item on the same path
  purposes_differ,  ///< cancellation exclusive-or delay
  seeds_differ      ///< word under a seed exclusive-or that under the next seed
};

inline constexpr WordOrder word_orders[] = {
    WordOrder::along_paths,     WordOrder::across_items,    WordOrder::across_invoices,
    WordOrder::across_purposes, WordOrder::across_seeds,    WordOrder::as_played,
    WordOrder::items_differ,    WordOrder::purposes_differ, WordOrder::seeds_differ};

const char* name_of(WordOrder order);

/// Words under a keying in one order, piece after piece: no two pieces share a word.
class KeyedWords {
 public:
  KeyedWords(const Keying& keying, WordOrder order, std::uint64_t seed);

  /// The next words, `out.size()` of them.
  void next(std::vector<std::uint32_t>& out);

 private:
  void fill();
  std::uint64_t key_of(std::uint64_t seed, Purpose purpose, std::size_t item) const {
    return keying_.key(seed, purpose, item);
  }
  void fill_along_paths();
  void fill_across_items();
  void fill_purposes();
  void fill_seeds();
  void fill_as_played();
  void differ();

  Keying keying_;
  WordOrder order_;
  std::uint64_t seed_;
  std::uint64_t step_ = 0;                        // how many batches were made
  std::vector<std::uint64_t> keys_, other_keys_;  // of the items, by purpose
  std::vector<std::uint32_t> batch_;
  std::size_t used_ = 0;
};

}  // namespace headroom
