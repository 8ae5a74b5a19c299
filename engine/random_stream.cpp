#include "engine/random_stream.hpp"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <string>

#include "engine/normal_table.hpp"

namespace headroom {

namespace {

void append(std::string& bytes, std::string_view text) {
  const auto length = static_cast<std::uint32_t>(text.size());  // the length first: no two identities share their bytes
  for (int shift = 0; shift < 32; shift += 8) bytes += static_cast<char>((length >> shift) & 0xFF);
  bytes += text;
}

}  // namespace

std::uint64_t stream_key(std::uint64_t seed, Purpose purpose, const ItemIdentity& identity) {
  std::string bytes(1, static_cast<char>(purpose));
  append(bytes, identity.kind);
  append(bytes, identity.counterparty);
  append(bytes, identity.number);
  return XXH3_64bits_withSeed(bytes.data(), bytes.size(), seed);
}

std::array<std::uint32_t, 4> philox(std::uint64_t key, std::uint64_t block) {
  constexpr std::uint64_t multiplier_0 = 0xD2511F53, multiplier_1 = 0xCD9E8D57;
  constexpr std::uint32_t weyl_0 = 0x9E3779B9, weyl_1 = 0xBB67AE85;
  auto key_0 = static_cast<std::uint32_t>(key), key_1 = static_cast<std::uint32_t>(key >> 32);
  auto c0 = static_cast<std::uint32_t>(block), c1 = static_cast<std::uint32_t>(block >> 32);
  std::uint32_t c2 = 0, c3 = 0;
  for (int round = 0; round < 10; ++round) {
    const std::uint64_t product_0 = multiplier_0 * c0, product_1 = multiplier_1 * c2;
    c0 = static_cast<std::uint32_t>(product_1 >> 32) ^ c1 ^ key_0;
    c1 = static_cast<std::uint32_t>(product_1);
    c2 = static_cast<std::uint32_t>(product_0 >> 32) ^ c3 ^ key_1;
    c3 = static_cast<std::uint32_t>(product_0);
    key_0 += weyl_0;
    key_1 += weyl_1;
  }
  return {c0, c1, c2, c3};
}

double normal_of(std::uint32_t bits) { return normal_table().value(bits); }

}  // namespace headroom
