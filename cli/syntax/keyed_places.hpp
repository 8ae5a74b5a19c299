// Sorted hash keys of items, by which those that may be alike are found.
#pragma once

#include <algorithm>
#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace headroom {

/// Keys of items, each with its place in the ledger, in rising order: what is alike stands together.
using Keyed = std::vector<std::pair<std::size_t, std::size_t>>;

/// A key into which another is mixed. Keys say that two may be the same, never that they are.
inline std::size_t mixed(std::size_t key, std::size_t more) {
  return (key ^ more) * 0x9E3779B97F4A7C15ull + (key >> 29);
}

/// The key of an item by whose it is and its number.
inline std::size_t key_of_number(const std::string& counterparty, const std::string& number) {
  return mixed(std::hash<std::string>()(counterparty), std::hash<std::string>()(number));
}

/// The key of an instalment of it.
inline std::size_t key_of_part(std::size_t key_of_whole, const std::string& part) {
  return mixed(key_of_whole, std::hash<std::string>()(part));
}

/// Where the items of the same key end.
inline Keyed::const_iterator end_of_key(const Keyed& keyed, Keyed::const_iterator begin) {
  return std::find_if(begin, keyed.end(), [&](const auto& one) { return one.first != begin->first; });
}

/// Calls `meet` for the places of one item and another whose keys are equal, and no third's.
template <class Meet>
void for_each_lone_pair(const Keyed& some, const Keyed& others, const Meet& meet) {
  auto other = others.begin();
  for (auto one = some.begin(); one != some.end();) {
    const auto after = end_of_key(some, one);
    while (other != others.end() && other->first < one->first) ++other;
    const bool is_met = other != others.end() && other->first == one->first;
    const auto after_other = is_met ? end_of_key(others, other) : other;
    if (after - one == 1 && after_other - other == 1) meet(one->second, other->second);
    one = after;
    other = after_other;
  }
}

/// The first place under a key for which `is_meant`; nothing where there is none.
template <class IsMeant>
std::optional<std::size_t> first_place(const Keyed& keyed, std::size_t key, const IsMeant& is_meant) {
  for (auto one = std::lower_bound(keyed.begin(), keyed.end(), std::pair(key, std::size_t{0}));
       one != keyed.end() && one->first == key; ++one)
    if (is_meant(one->second)) return one->second;
  return std::nullopt;
}

}  // namespace headroom
