// Draws of a block of paths in vectors. Included once an instruction set, see path_lanes.cpp.

#if defined(HEADROOM_LANE_DRAWS) == defined(HWY_TARGET_TOGGLE)
#ifdef HEADROOM_LANE_DRAWS
#undef HEADROOM_LANE_DRAWS
#else
#define HEADROOM_LANE_DRAWS
#endif

#include <hwy/highway.h>

#include <cstdint>

#include "engine/path_kernel.hpp"
#include "engine/random_stream.hpp"

HWY_BEFORE_NAMESPACE();
namespace headroom::HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

#if HWY_TARGET == HWY_SCALAR

/// `draw(key, path)` for the paths of a block, from first_block x 4 on. Shape: out [block_lanes]
inline void draw_lanes(std::uint64_t key, std::uint64_t first_block, std::uint32_t* HWY_RESTRICT out) {
  for (std::size_t block = 0; block < block_lanes / 4; ++block) {
    const auto words = philox(key, first_block + block);
    for (std::size_t k = 0; k < 4; ++k) out[4 * block + k] = words[k];
  }
}

#else

using Words = hn::ScalableTag<std::uint64_t>;

/// One round of Philox on as many blocks as a vector has 64-bit lanes. The low half of a lane holds a word of the state; what the
/// high half holds does not matter, for the multiplication takes low halves alone.
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

/// Puts the four words of each block side by side. Requires: lane 2 i holds block i, lane 2 i + 1 block N/2 + i.
template <class V>
HWY_INLINE void store_blocks(Words d, V c0, V c1, V c2, V c3, std::uint32_t* HWY_RESTRICT out) {
  const auto low_half = hn::Set(d, 0xFFFFFFFF);
  const V words_01 = hn::Or(hn::And(c0, low_half), hn::ShiftLeft<32>(c1));
  const V words_23 = hn::Or(hn::And(c2, low_half), hn::ShiftLeft<32>(c3));
  auto* to = reinterpret_cast<std::uint64_t*>(out);
  hn::StoreU(hn::InterleaveLower(d, words_01, words_23), d, to);
  hn::StoreU(hn::InterleaveUpper(d, words_01, words_23), d, to + hn::Lanes(d));
}

/// `draw(key, path)` for the paths of a block, from first_block x 4 on. Shape: out [block_lanes]
HWY_INLINE void draw_lanes(std::uint64_t key, std::uint64_t first_block, std::uint32_t* HWY_RESTRICT out) {
  const Words d;
  const std::size_t lanes = hn::Lanes(d), half = lanes / 2;
  using V = hn::Vec<Words>;
  const V place = hn::Iota(d, 0);
  const V odd = hn::And(place, hn::Set(d, 1));  // lane 2 i: block i; lane 2 i + 1: block N/2 + i
  const V order = hn::Add(hn::ShiftRight<1>(place), hn::IfThenElseZero(hn::Eq(odd, hn::Set(d, 1)), hn::Set(d, half)));
  HWY_ALIGN std::uint64_t keys_0[philox_rounds], keys_1[philox_rounds];  // loading them costs less than adding them up
  for (std::uint32_t round = 0; round < philox_rounds; ++round) {
    keys_0[round] = static_cast<std::uint32_t>(key) + round * philox_weyl_0;
    keys_1[round] = static_cast<std::uint32_t>(key >> 32) + round * philox_weyl_1;
  }
  for (std::size_t block = 0; block < block_lanes / 4; block += 2 * lanes) {  // two vectors at a time hide each other's latency
    V a0 = hn::Add(hn::Set(d, first_block + block), order), b0 = hn::Add(a0, hn::Set(d, lanes));
    V a1 = hn::ShiftRight<32>(a0), b1 = hn::ShiftRight<32>(b0);
    V a2 = hn::Zero(d), b2 = a2, a3 = a2, b3 = a2;
    for (int round = 0; round < philox_rounds; ++round) {
      const V key_0 = hn::Set(d, keys_0[round]), key_1 = hn::Set(d, keys_1[round]);
      philox_round(d, key_0, key_1, a0, a1, a2, a3);
      philox_round(d, key_0, key_1, b0, b1, b2, b3);
    }
    store_blocks(d, a0, a1, a2, a3, out + 4 * block);
    store_blocks(d, b0, b1, b2, b3, out + 4 * (block + lanes));
  }
}

#endif

}  // namespace headroom::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
