// Random numbers by key: a pure function of what a draw decides, for which item, on which path.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace headroom {

/// What a draw decides. Each use of an item has a stream of its own.
enum class Purpose : std::uint8_t {
  market = 1,
  counterparty = 2,
  cancellation = 3,
  delay = 4,
  failure = 5,
  sales_period = 6,
  sales_level = 7,
  approval = 8,
  prompt_share = 9,    ///< when the share comes that is paid on the due date, where a scenario makes that uncertain
  dispute = 10,        ///< whether what is contested is lost
  dispute_delay = 11,  ///< when it is paid if it is not
};

/// What a draw is about: an item's kind, its counterparty and its number (or, without a number, name and period date);
/// of what is paid in parts, also which part.
struct ItemIdentity {
  std::string_view kind;  ///< "invoice", "order", "sale", "counterparty", "market", "approval"
  std::string_view counterparty;
  std::string_view number;
  std::string_view part = {};  ///< of an invoice or an order; empty: the whole, or what is invoiced when an order ships
};

/// Key of the stream of one item and purpose under one seed: a hash of all of it (XXH3, 64 bits).
std::uint64_t stream_key(std::uint64_t seed, Purpose purpose, const ItemIdentity& identity);

inline constexpr std::uint32_t philox_multiplier_0 = 0xD2511F53, philox_multiplier_1 = 0xCD9E8D57;
inline constexpr std::uint32_t philox_weyl_0 = 0x9E3779B9, philox_weyl_1 = 0xBB67AE85;
inline constexpr int philox_rounds = 10;

/// Four draws of 32 bits: Philox4x32-10 at counter `block` under `key`.
/// Source: Salmon, Moraes, Dror, Shaw 2011, "Parallel random numbers: as easy as 1, 2, 3".
inline std::array<std::uint32_t, 4> philox(std::uint64_t key, std::uint64_t block) {
  constexpr std::uint64_t multiplier_0 = philox_multiplier_0, multiplier_1 = philox_multiplier_1;
  auto key_0 = static_cast<std::uint32_t>(key), key_1 = static_cast<std::uint32_t>(key >> 32);
  auto c0 = static_cast<std::uint32_t>(block), c1 = static_cast<std::uint32_t>(block >> 32);
  std::uint32_t c2 = 0, c3 = 0;
  for (int round = 0; round < philox_rounds; ++round) {
    const std::uint64_t product_0 = multiplier_0 * c0, product_1 = multiplier_1 * c2;
    c0 = static_cast<std::uint32_t>(product_1 >> 32) ^ c1 ^ key_0;
    c1 = static_cast<std::uint32_t>(product_1);
    c2 = static_cast<std::uint32_t>(product_0 >> 32) ^ c3 ^ key_1;
    c3 = static_cast<std::uint32_t>(product_0);
    key_0 += philox_weyl_0;
    key_1 += philox_weyl_1;
  }
  return {c0, c1, c2, c3};
}

/// The draw of a stream on a path: 32 uniform bits, a pure function of (key, path).
inline std::uint32_t draw(std::uint64_t key, std::uint64_t path) { return philox(key, path / 4)[path % 4]; }

/// The draw as a uniform number inside (0, 1): (bits + 1/2) / 2^32.
inline double uniform_of(std::uint32_t bits) { return (static_cast<double>(bits) + 0.5) * 0x1p-32; }

/// The draw as a standard normal number: the quantile of `uniform_of(bits)`, by a table of cubics (error below 1e-9).
/// Both the kernel and its reference twin take normal numbers from here.
double normal_of(std::uint32_t bits);

}  // namespace headroom
