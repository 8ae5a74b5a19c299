#include "engine/draws/random_stream.hpp"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <string>

#include "engine/draws/normal_table.hpp"

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
  if (!identity.part.empty()) append(bytes, identity.part);
  return XXH3_64bits_withSeed(bytes.data(), bytes.size(), seed);
}

double normal_of(std::uint32_t bits) { return normal_table().value(bits); }

}  // namespace headroom
