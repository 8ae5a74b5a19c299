#include "engine/draws/random_stream.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <set>

#include "models/normal.hpp"

using namespace headroom;

// Known answers of the published Philox4x32-10 (Random123 kat_vectors: counter 0, key 0).
TEST_CASE("the generator gives its published answer for a zero counter and key") {
  const auto words = philox(0, 0);
  CHECK(words == std::array<std::uint32_t, 4>{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8});
}

// C++26 [rand.predef]: the 10000th number of a default std::philox4x32, whose seed is 20111115.
TEST_CASE("the generator gives the number that the C++ standard asks for") {
  CHECK(draw(20111115, 9999) == 1955073260);
}

TEST_CASE("a draw depends on the seed, the purpose, and every part of the identity") {
  std::set<std::uint64_t> keys;
  for (const std::uint64_t seed : {1ULL, 2ULL})
    for (const Purpose purpose : {Purpose::delay, Purpose::cancellation})
      for (const ItemIdentity& identity :
           {ItemIdentity{"order", "A", "1"}, ItemIdentity{"invoice", "A", "1"}, ItemIdentity{"order", "A1", ""},
            ItemIdentity{"order", "", "A1"}, ItemIdentity{"order", "B", "1"}, ItemIdentity{"order", "A", "2"}})
        keys.insert(stream_key(seed, purpose, identity));
  CHECK(keys.size() == 24);
}

TEST_CASE("the normal number of a draw is the quantile of its uniform, to 1e-9, and odd about the middle") {
  double worst = 0.0;
  for (std::uint64_t bits = 0; bits <= 0xFFFFFFFFULL; bits += 65521) {
    const auto draw_bits = static_cast<std::uint32_t>(bits);
    worst = std::max(worst, std::abs(normal_of(draw_bits) - normal_quantile(uniform_of(draw_bits))));
    REQUIRE(normal_of(draw_bits) == -normal_of(~draw_bits));
  }
  for (std::uint32_t bits = 0; bits < 100000; ++bits)
    worst = std::max(worst, std::abs(normal_of(bits) - normal_quantile(uniform_of(bits))));
  CHECK(worst < 1e-9);
}
