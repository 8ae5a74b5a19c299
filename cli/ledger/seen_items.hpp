// Finds rows of one file that repeat an identity.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/syntax/fault_log.hpp"

namespace headroom {

/// Where each identity of a file was first seen: a hash table of places over one text that holds all identities, since
/// a file may have a million of them.
class SeenItems {
 public:
  /// Notes the item of a counterparty (empty where there is none) with this number or name and part (empty where it is
  /// whole). Gives the place of the first one of the same identity, nothing where this is the first.
  std::optional<Place> note(std::string_view counterparty, std::string_view number, std::string_view part, Place place);

 private:
  struct Item {
    std::size_t begin = 0;  // of its identity in the text
    std::uint32_t size = 0;
    Place place;
  };

  struct Slot {
    std::uint32_t hash = 0;
    std::uint32_t item = 0;  ///< 1 + its place among the items; 0: the slot is free
  };

  void grow();

  std::string texts_;
  std::vector<Item> items_;
  std::vector<Slot> slots_;  ///< at least half of them free
};

}  // namespace headroom
