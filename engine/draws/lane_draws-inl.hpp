// Draws of a block of paths in vectors. Included once an instruction set, see path_lanes.cpp.

#if defined(HEADROOM_LANE_DRAWS) == defined(HWY_TARGET_TOGGLE)
#ifdef HEADROOM_LANE_DRAWS
#undef HEADROOM_LANE_DRAWS
#else
#define HEADROOM_LANE_DRAWS
#endif

#include <hwy/highway.h>

#include <cstdint>

#include "engine/draws/random_stream.hpp"
#include "engine/lanes/block.hpp"

HWY_BEFORE_NAMESPACE();
namespace headroom::HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

#if HWY_TARGET == HWY_SCALAR

class Counters {
 public:
  explicit Counters(std::uint64_t first_block) noexcept : first_block_(first_block) {}

  /// `draw(key, path)` for the paths of a block. Shape: out [block_lanes]
  void draw(std::uint64_t key, std::uint32_t* HWY_RESTRICT out) const noexcept {
    for (std::size_t block = 0; block < block_lanes / 4; ++block) {
      const auto words = philox(key, first_block_ + block);
      for (std::size_t k = 0; k < 4; ++k) out[4 * block + k] = words[k];
    }
  }

 private:
  std::uint64_t first_block_;
};

#else

using Words = hn::ScalableTag<std::uint64_t>;

/// One round of Philox on as many blocks as a vector has 64-bit lanes. The low half of a lane holds a word of the
/// state; what the high half holds does not matter, for the multiplication takes low halves alone.
template <class V>
HWY_INLINE void philox_round(Words d, V key_0, V key_1, V& c0, V& c1, V& c2, V& c3) {
  const hn::Repartition<std::uint32_t, Words> d32;
  const auto multiply = [&](V word, std::uint32_t by) { return hn::MulEven(hn::BitCast(d32, word), hn::Set(d32, by)); };
  const auto high = [&](V product) { return hn::BitCast(d, hn::Shuffle2301(hn::BitCast(d32, product))); };
  const V product_0 = multiply(c0, philox_multiplier_0), product_1 = multiply(c2, philox_multiplier_1);
  c0 = hn::Xor3(high(product_1), c1, key_0);
  c1 = product_1;
  c2 = hn::Xor3(high(product_0), c3, key_1);
  c3 = product_0;
}

/// The last round, and the four words of each block put side by side. Requires: lane 2 i holds block i, lane 2 i + 1
/// block N/2 + i.
template <class V>
HWY_INLINE void store_last_round(Words d, V key_0, V key_1, V c0, V c1, V c2, V c3, std::uint32_t* HWY_RESTRICT out) {
  const hn::Repartition<std::uint32_t, Words> d32;
  const auto low_half = hn::Set(d, 0xFFFFFFFF);
  const auto swapped = [&](V word, std::uint32_t by) {
    return hn::BitCast(d, hn::Shuffle2301(hn::BitCast(d32, hn::MulEven(hn::BitCast(d32, word), hn::Set(d32, by)))));
  };
  const V words_01 = hn::Xor(swapped(c2, philox_multiplier_1), hn::And(hn::Xor(c1, key_0), low_half));
  const V words_23 = hn::Xor(swapped(c0, philox_multiplier_0), hn::And(hn::Xor(c3, key_1), low_half));
  auto* to = reinterpret_cast<std::uint64_t*>(out);
  hn::StoreU(hn::InterleaveLower(d, words_01, words_23), d, to);
  hn::StoreU(hn::InterleaveUpper(d, words_01, words_23), d, to + hn::Lanes(d));
}

/// What the first round makes of a block's counters, whatever the key: half of each counter's words are zero, so one
/// product is.
class Counters {
 public:
  explicit Counters(std::uint64_t first_block) noexcept : above_(static_cast<std::uint32_t>(first_block >> 32)) {
    const Words d;
    const hn::Repartition<std::uint32_t, Words> d32;
    const auto place = hn::Iota(d, 0),
               is_odd = hn::And(place, hn::Set(d, 1));  // lane 2 i: block i; lane 2 i + 1: block N/2 + i
    const auto half = hn::IfThenElseZero(hn::Eq(is_odd, hn::Set(d, 1)), hn::Set(d, hn::Lanes(d) / 2));
    for (std::size_t block = 0; block < blocks; block += hn::Lanes(d)) {
      const auto counter = hn::Add(hn::Add(hn::Set(d, first_block + block), hn::ShiftRight<1>(place)), half);
      const auto product = hn::MulEven(hn::BitCast(d32, counter), hn::Set(d32, philox_multiplier_0));
      hn::Store(product, d, low_ + block);
      hn::Store(hn::ShiftRight<32>(product), d, high_ + block);
    }
  }

  /// `draw(key, path)` for the paths of a block. Shape: out [block_lanes]
  HWY_INLINE void draw(std::uint64_t key, std::uint32_t* HWY_RESTRICT out) const noexcept {
    const Words d;
    const std::size_t lanes = hn::Lanes(d);
    using V = hn::Vec<Words>;
    HWY_ALIGN std::uint64_t keys_0[philox_rounds],
        keys_1[philox_rounds];  // loading them costs less than adding them up
    for (std::uint32_t round = 0; round < philox_rounds; ++round) {
      keys_0[round] = static_cast<std::uint32_t>(key) + round * philox_weyl_0;
      keys_1[round] = static_cast<std::uint32_t>(key >> 32) + round * philox_weyl_1;
    }
    const std::uint64_t product =
        std::uint64_t{above_ ^ static_cast<std::uint32_t>(key)} * philox_multiplier_0;  // of all blocks
    for (std::size_t block = 0; block < blocks;
         block += 2 * lanes) {  // two vectors at a time hide each other's latency
      V a0, a1, a2, a3, b0, b1, b2, b3;
      first_rounds(block, keys_0, keys_1, product, a0, a1, a2, a3);
      first_rounds(block + lanes, keys_0, keys_1, product, b0, b1, b2, b3);
      HWY_UNROLL(16)
      for (int round = 2; round < philox_rounds - 1; ++round) {
        const V key_0 = hn::Set(d, keys_0[round]), key_1 = hn::Set(d, keys_1[round]);
        philox_round(d, key_0, key_1, a0, a1, a2, a3);
        philox_round(d, key_0, key_1, b0, b1, b2, b3);
      }
      const V key_0 = hn::Set(d, keys_0[philox_rounds - 1]), key_1 = hn::Set(d, keys_1[philox_rounds - 1]);
      store_last_round(d, key_0, key_1, a0, a1, a2, a3, out + 4 * block);
      store_last_round(d, key_0, key_1, b0, b1, b2, b3, out + 4 * (block + lanes));
    }
  }

 private:
  static constexpr std::size_t blocks = block_lanes / 4;

  /// The words after two rounds, in which one product is the same for all blocks and another zero.
  template <class V>
  HWY_INLINE void first_rounds(std::size_t block, const std::uint64_t* keys_0, const std::uint64_t* keys_1,
                               std::uint64_t product, V& c0, V& c1, V& c2, V& c3) const noexcept {
    const Words d;
    const hn::Repartition<std::uint32_t, Words> d32;
    const V word = hn::Xor(hn::Load(d, high_ + block), hn::Set(d, keys_1[0]));
    c1 = hn::MulEven(hn::BitCast(d32, word), hn::Set(d32, philox_multiplier_1));
    c0 = hn::Xor(hn::BitCast(d, hn::Shuffle2301(hn::BitCast(d32, c1))), hn::Set(d, keys_0[1]));
    c2 = hn::Xor(hn::Load(d, low_ + block), hn::Set(d, (product >> 32) ^ keys_1[1]));
    c3 = hn::Set(d, product);
  }

  HWY_ALIGN std::uint64_t low_[blocks], high_[blocks];  // of the first product; high words in the low halves
  std::uint32_t above_;                                 // the counters' high word
};

#endif

}  // namespace headroom::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
